package dev.semsr.core.ranking;

import java.io.Serializable;

/**
 * What the ranking pipeline does.
 *
 * @param topK length of the list, at least 1
 * @param filterSeen whether items of the session itself are left out
 */
public record RankingSettings(int topK, boolean filterSeen) implements Serializable {

    /** Twenty items, none of them from the session itself. */
    public static final RankingSettings DEFAULT = new RankingSettings(20, true);

    /** Checks the length of the list. */
    public RankingSettings {
        if (topK < 1) {
            throw new IllegalArgumentException(
                    "A list of " + topK + " items: at least 1 is needed");
        }
    }
}
