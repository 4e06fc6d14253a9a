package dev.semsr.core.metrics;

import dev.semsr.core.scoring.ScoredItem;
import java.util.List;

/**
 * The rank of a target, 1 for the first; {@link #NONE} if it is not ranked. Ties are pessimistic:
 * the target stands behind all that have the same score.
 */
public final class TargetRank {

    /** The rank of a target that is not in the list. */
    public static final int NONE = 0;

    private TargetRank() {}

    /**
     * The rank of one row among the scores of a whole catalogue.
     *
     * @return {@link #NONE} if the target's score is no number
     */
    public static int among(float[] scores, int target) {
        float own = scores[target];
        if (Float.isNaN(own)) {
            return NONE;
        }
        int rank = 0;
        for (float score : scores) {
            rank += score >= own ? 1 : 0;
        }
        return rank;
    }

    /**
     * The rank of an item in a list sorted by descending score. Ties beyond the end of the list are
     * not seen.
     */
    public static int in(List<ScoredItem> list, String target) {
        for (int place = 0; place < list.size(); place++) {
            if (list.get(place).itemId().equals(target)) {
                return lastOfTie(list, place) + 1;
            }
        }
        return NONE;
    }

    private static int lastOfTie(List<ScoredItem> list, int place) {
        int last = place;
        while (last + 1 < list.size() && list.get(last + 1).score() >= list.get(place).score()) {
            last++;
        }
        return last;
    }
}
