package dev.semsr.app.cli;

import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.model.device.DeviceScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model about a session, without Kafka. */
@Command(
        name = "recommend",
        description = "Ask a model what a session would be recommended.",
        sortOptions = false,
        footer = {
            "",
            "The same ranking as in the job. Example:",
            "  semsr recommend --model demo-shop 'travel tripod' 'camera backpack'"
        })
final class RecommendCommand implements Runnable {

    @Parameters(
            paramLabel = "ITEM",
            arity = "1..*",
            description = "The session's items, oldest first: an item's id, or words of its title.")
    private List<String> items;

    @Mixin private ModelOptions model;

    @Option(
            names = "--dataset",
            paramLabel = "DATASET",
            description = "Data set with the titles (default: the one named like the model).")
    private String dataset;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Length of the list (${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--keep-seen", description = "Leave the session's own items in the list.")
    private boolean keepSeen;

    @Option(names = "--json", description = "Print the list as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    /** An item with its title; null if that is not known. */
    record Named(String itemId, String title) {}

    /** A place of the list. */
    record Place(
            int rank, String itemId, String title, float score, String source, String reason) {}

    /** What is printed with {@code --json}. */
    record Result(String modelVersion, String variant, List<Named> session, List<Place> items) {}

    @Override
    public void run() {
        RankingSettings ranking = common.checked(() -> new RankingSettings(top, !keepSeen));
        try (DeviceScorer scorer = model.load(common.home())) {
            Titles titles = Titles.of(dataset, scorer.manifest().name(), common.home());
            List<Named> session =
                    items.stream().map(item -> titles.find(item, scorer.items())).toList();
            List<Candidate> list =
                    new Recommender(ranking)
                            .recommend(
                                    scorer,
                                    scorer.fallback(),
                                    List.of(session.stream().map(Named::itemId).toList()))
                            .get(0);
            print(new Result(scorer.version(), scorer.variant(), session, places(list, titles)));
        }
    }

    private static List<Place> places(List<Candidate> list, Titles titles) {
        List<Place> places = new ArrayList<>(list.size());
        for (Candidate candidate : list) {
            places.add(
                    new Place(
                            places.size() + 1,
                            candidate.itemId(),
                            titles.title(candidate.itemId()),
                            candidate.score(),
                            candidate.source().name(),
                            candidate.reason()));
        }
        return places;
    }

    private void print(Result result) {
        if (json) {
            common.terminal().json(result);
            return;
        }
        common.terminal().print("Session:");
        result.session().forEach(item -> common.terminal().print("  %s", label(item)));
        common.terminal().print("%s (%s):", result.modelVersion(), result.variant());
        TextTable table = new TextTable("rank", "item", "title", "score", "source", "why");
        for (Place place : result.items()) {
            table.add(
                    String.valueOf(place.rank()),
                    place.itemId(),
                    place.title(),
                    String.format(Locale.ROOT, "%.3f", place.score()),
                    place.source(),
                    place.reason());
        }
        table.lines().forEach(line -> common.terminal().print("%s", line));
    }

    private static String label(Named item) {
        return item.title() == null ? item.itemId() : item.itemId() + "  " + item.title();
    }
}
