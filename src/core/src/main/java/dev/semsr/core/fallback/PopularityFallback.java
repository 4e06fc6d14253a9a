package dev.semsr.core.fallback;

import dev.semsr.core.ranking.Candidate;
import dev.semsr.schemas.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last step of the ladder: the most clicked items, for a session the model cannot answer. */
public final class PopularityFallback {

    /** A fallback without items, for the time in which no model is loaded. */
    public static final PopularityFallback EMPTY = new PopularityFallback(List.of());

    /** Against a division by nothing. */
    private static final double LEAST = 1e-30;

    private final List<PopularItem> items;

    /** Lists by reason: there are few reasons, and under overload many ask for the same list. */
    private final Map<String, List<Candidate>> candidatesByReason = new ConcurrentHashMap<>();

    private final Map<String, List<Candidate>> belowByReason = new ConcurrentHashMap<>();

    /**
     * Keeps the items sorted by descending clicks; items of equal clicks keep their order.
     *
     * @param items the popular items, in any order; more than a list is long, so that it is still
     *     full when the session's own items are taken out
     */
    public PopularityFallback(List<PopularItem> items) {
        this.items =
                items.stream()
                        .sorted(Comparator.comparingDouble(PopularItem::clicks).reversed())
                        .toList();
    }

    /** The items, most clicked first. */
    public List<PopularItem> items() {
        return items;
    }

    /**
     * The items as candidates of the one ranking pipeline.
     *
     * @param reason why the model did not answer, one of few; stands in every item of the list
     * @return most clicked first, the clicks as score
     */
    public List<Candidate> candidates(String reason) {
        return candidatesByReason.computeIfAbsent(reason, this::candidatesBecauseOf);
    }

    /**
     * The same below the items of an earlier step of the ladder.
     *
     * @param top score of the most clicked item; one of few
     * @param reason why the model did not answer, one of few
     * @return most clicked first, scored by the share of the most clicked item's clicks
     */
    List<Candidate> below(float top, String reason) {
        double most = items.isEmpty() ? 1 : Math.max(LEAST, items.get(0).clicks());
        return belowByReason.computeIfAbsent(
                top + reason, key -> candidatesPer(most / top, reason));
    }

    private List<Candidate> candidatesBecauseOf(String reason) {
        return candidatesPer(1, reason);
    }

    private List<Candidate> candidatesPer(double clicks, String reason) {
        return items.stream()
                .map(
                        item ->
                                new Candidate(
                                        item.itemId(),
                                        (float) (item.clicks() / clicks),
                                        Source.POPULAR,
                                        reason))
                .toList();
    }
}
