package dev.semsr.lab.agent;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Recommends the items that are nearest to the titles that a language model named. A session
 * without a usable answer gets no items. Closes nothing: index and answers belong to the caller.
 */
public final class AgentScorer implements Scorer {

    /** Name of the variant. */
    public static final String VARIANT = "semsr-a";

    private final String model;
    private final Answers answers;
    private final TitleIndex index;
    private final Set<String> items;

    /**
     * A scorer.
     *
     * @param model name of the language model
     * @param answers what it answers
     * @param index the catalogue
     */
    public AgentScorer(String model, Answers answers, TitleIndex index) {
        this.model = model;
        this.answers = answers;
        this.index = index;
        items = Set.copyOf(index.itemIds());
    }

    @Override
    public String version() {
        return VARIANT + ":" + model;
    }

    @Override
    public String variant() {
        return VARIANT;
    }

    @Override
    public Set<String> items() {
        return items;
    }

    /**
     * Asks, and maps the answers to the catalogue. The score of an item is one over its place: the
     * cosines of different titles do not compare.
     */
    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        List<Outcome> outcomes = answers.to(sessions);
        Map<String, float[]> vectors =
                index.encode(outcomes.stream().flatMap(o -> o.titles().stream()).toList());
        return IntStream.range(0, sessions.size())
                .parallel()
                .mapToObj(session -> scored(matches(outcomes.get(session), vectors, k)))
                .toList();
    }

    private List<Match> matches(Outcome outcome, Map<String, float[]> vectors, int k) {
        return RankMerge.merge(
                outcome.titles().stream()
                        .map(title -> index.nearest(vectors.get(title), k))
                        .toList(),
                k);
    }

    private List<ScoredItem> scored(List<Match> matches) {
        List<ScoredItem> list = new ArrayList<>(matches.size());
        for (Match match : matches) {
            String id = index.itemIds().get(match.row());
            list.add(new ScoredItem(id, 1f / (list.size() + 1), 1f));
        }
        return list;
    }

    @Override
    public void close() {
        // index and answers belong to the caller
    }
}
