package dev.semsr.core.fallback;

import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.schemas.Source;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first step of the ladder: what others visited after the newest clicks of the session. Five
 * clicks count, each half of the one after it, so that a rare last item does not decide alone.
 */
public final class CoVisitFallback {

    /** A fallback that answers nothing, for a model without co-visits. */
    public static final CoVisitFallback EMPTY = new CoVisitFallback(List.of(), CoVisits.NONE);

    private static final int CLICKS = 5;
    private static final double DECAY = 0.5;

    private final List<String> itemIds;
    private final Map<String, Integer> rows = new HashMap<>();
    private final CoVisits coVisits;

    /**
     * Answers from co-visits.
     *
     * @param itemIds ids by row
     * @param coVisits what follows each row
     */
    public CoVisitFallback(List<String> itemIds, CoVisits coVisits) {
        this.itemIds = List.copyOf(itemIds);
        this.coVisits = coVisits;
        for (int row = 0; row < coVisits.items(); row++) {
            rows.put(itemIds.get(row), row);
        }
    }

    /**
     * Followers of the session's known items as candidates of the one ranking pipeline.
     *
     * @param sessionItems clicked items, oldest first
     * @param reason why the model did not answer; stands in every item of the list
     * @return best first, each scored 1 and its shares of what followed; empty if none is known
     */
    public List<Candidate> candidates(Collection<String> sessionItems, String reason) {
        int[] known = sessionItems.stream().filter(rows::containsKey).mapToInt(rows::get).toArray();
        return coVisits.following(known, CLICKS, DECAY).entrySet().stream()
                .sorted(
                        Map.Entry.<Integer, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Comparator.comparingInt(Map.Entry::getKey)))
                .map(follower -> candidate(follower, reason))
                .toList();
    }

    private Candidate candidate(Map.Entry<Integer, Double> follower, String reason) {
        float score = (float) (1 + follower.getValue()); // above popular items, which end at 1
        return new Candidate(itemIds.get(follower.getKey()), score, Source.CO_VISIT, reason);
    }
}
