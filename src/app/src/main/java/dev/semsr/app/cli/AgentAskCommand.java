package dev.semsr.app.cli;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.lab.agent.AgentScorer;
import dev.semsr.lab.agent.AgentSettings;
import dev.semsr.lab.agent.AgentStoppedException;
import dev.semsr.lab.agent.Endpoint;
import dev.semsr.lab.agent.Match;
import dev.semsr.lab.agent.Outcome;
import dev.semsr.lab.agent.Spending;
import dev.semsr.lab.agent.TitleAgent;
import dev.semsr.lab.agent.TitleIndex;
import dev.semsr.lab.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a language model about one session. */
@Command(
        name = "ask",
        description = "Ask a language model what follows a session.",
        sortOptions = false,
        footer = {
            "",
            "Titles of the session are sent to the endpoint. Example:",
            "  semsr agent ask demo-shop 'travel tripod' 'camera backpack'",
            "Environment:",
            AgentOptions.ENVIRONMENT_URL,
            AgentOptions.ENVIRONMENT_MODEL,
            AgentOptions.ENVIRONMENT_KIND,
            AgentOptions.ENVIRONMENT_KEY
        })
final class AgentAskCommand implements Runnable {

    @Parameters(
            index = "0",
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Parameters(
            index = "1..*",
            paramLabel = "ITEM",
            arity = "1..*",
            description = "The session's items, oldest first: an item's id, or words of its title.")
    private List<String> items;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Length of the list (${DEFAULT-VALUE}).")
    private int top;

    @Mixin private AgentOptions agent;

    @Mixin private ProtocolOptions protocol;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    /** A title that the model named, and the item nearest to it. */
    record NamedTitle(String title, String nearestItem, String nearestTitle, float cosine) {}

    /** A place of the list. */
    record Place(int rank, String itemId, String title) {}

    /** What is printed with {@code --json}. */
    record Result(
            String model,
            List<String> session,
            String answer,
            String problem,
            List<NamedTitle> named,
            List<Place> items,
            Spending spending) {}

    @Override
    public void run() {
        Endpoint endpoint = agent.endpoint(common);
        AgentSettings settings = agent.settings(common);
        Dataset data = DatasetArgument.open(dataset, common.home()).load();
        Titles titles = Titles.of(dataset, dataset, common.home());
        List<String> session =
                items.stream().map(item -> titles.find(item, Set.of()).itemId()).toList();
        agent.noteWhereTitlesGo(endpoint, common);
        Result result =
                agent.withIndex(
                        data.items(),
                        common,
                        index -> ask(endpoint, settings, index, data, session));
        print(result);
        if (result.items().isEmpty()) {
            throw new CommandFailure(
                    "No answer that can be used: "
                            + (result.problem().isEmpty() ? result.answer() : result.problem()),
                    "Try again later, or other items or another model.");
        }
    }

    private Result ask(
            Endpoint endpoint,
            AgentSettings settings,
            TitleIndex index,
            Dataset data,
            List<String> session) {
        Map<String, String> titles = TitleIndex.titles(data.items());
        List<int[]> training =
                settings.question().examples() == 0
                        ? List.of()
                        : protocol.split(data, common).training();
        try (TitleAgent opened =
                TitleAgent.open(
                        endpoint,
                        settings,
                        agent.cache(common),
                        titles,
                        index.itemIds(),
                        training)) {
            Outcome outcome = opened.to(List.of(session)).get(0);
            List<ScoredItem> list =
                    new AgentScorer(endpoint.model(), asked -> List.of(outcome), index)
                            .recommend(List.of(session), top)
                            .get(0);
            return new Result(
                    endpoint.model(),
                    session.stream().map(id -> titles.getOrDefault(id, id)).toList(),
                    outcome.label(),
                    outcome.detail(),
                    named(outcome, index, titles),
                    places(list, titles),
                    opened.spending());
        } catch (AgentStoppedException e) {
            throw AgentFailure.of(e);
        }
    }

    private static List<NamedTitle> named(
            Outcome outcome, TitleIndex index, Map<String, String> titles) {
        Map<String, float[]> vectors = index.encode(outcome.titles());
        List<NamedTitle> named = new ArrayList<>();
        for (String title : outcome.titles()) {
            for (Match nearest : index.nearest(vectors.get(title), 1)) {
                String id = index.itemIds().get(nearest.row());
                named.add(new NamedTitle(title, id, titles.get(id), nearest.cosine()));
            }
        }
        return named;
    }

    private static List<Place> places(List<ScoredItem> list, Map<String, String> titles) {
        List<Place> places = new ArrayList<>();
        for (ScoredItem item : list) {
            places.add(new Place(places.size() + 1, item.itemId(), titles.get(item.itemId())));
        }
        return places;
    }

    private void print(Result result) {
        if (json) {
            common.terminal().json(result);
            return;
        }
        common.terminal().print("Session:");
        result.session().forEach(title -> common.terminal().print("  %s", title));
        common.terminal().print("%s names (answer: %s):", result.model(), result.answer());
        TextTable named = new TextTable("title", "cosine", "nearest item", "its title");
        for (NamedTitle one : result.named()) {
            named.add(
                    one.title(),
                    String.format(Locale.ROOT, "%.3f", one.cosine()),
                    one.nearestItem(),
                    one.nearestTitle());
        }
        named.lines().forEach(line -> common.terminal().print("%s", line));
        TextTable list = new TextTable("rank", "item", "title");
        result.items()
                .forEach(one -> list.add(String.valueOf(one.rank()), one.itemId(), one.title()));
        list.lines().forEach(line -> common.terminal().print("%s", line));
    }
}
