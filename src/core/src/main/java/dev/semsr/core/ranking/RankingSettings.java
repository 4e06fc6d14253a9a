package dev.semsr.core.ranking;

import java.io.Serializable;

/**
 * What the ranking pipeline does.
 *
 * @param topK length of the list, at least 1
 * @param filterSeen whether items of the session itself are left out
 * @param filterPurchased whether items that were bought in the session are left out
 * @param overFetch how many candidates more than a list needs are looked at, so that filters,
 *     boosts and diversity have something to choose from
 * @param diversity strength of diversity, from 0 (none) to below 1
 * @param explain whether each item of the model says which clicked item it answers
 */
public record RankingSettings(
        int topK,
        boolean filterSeen,
        boolean filterPurchased,
        int overFetch,
        double diversity,
        boolean explain)
        implements Serializable {

    /** Twenty items, none of them from the session itself. */
    public static final RankingSettings DEFAULT = new RankingSettings(20, true);

    /** Checks the ranges. */
    public RankingSettings {
        if (topK < 1) {
            throw new IllegalArgumentException(
                    "A list of " + topK + " items: at least 1 is needed");
        }
        if (overFetch < 0) {
            throw new IllegalArgumentException(
                    "Over-fetch of " + overFetch + " items: 0 or more is needed");
        }
        if (!(diversity >= 0 && diversity < 1)) {
            throw new IllegalArgumentException(
                    "Diversity " + diversity + ": from 0 to below 1 is possible");
        }
    }

    /** Settings without explanations. */
    public RankingSettings(
            int topK,
            boolean filterSeen,
            boolean filterPurchased,
            int overFetch,
            double diversity) {
        this(topK, filterSeen, filterPurchased, overFetch, diversity, false);
    }

    /** Settings without diversity that look at no more candidates than a list needs. */
    public RankingSettings(int topK, boolean filterSeen) {
        this(topK, filterSeen, true, 0, 0);
    }
}
