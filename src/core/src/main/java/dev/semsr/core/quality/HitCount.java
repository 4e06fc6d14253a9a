package dev.semsr.core.quality;

/**
 * Clicks on lists of one model version, and how many of them the list foresaw.
 *
 * @param clicks clicks that had a list before them
 * @param hits those whose item stood in the list
 */
public record HitCount(long clicks, long hits) {

    /** Nothing counted yet. */
    public static final HitCount NONE = new HitCount(0, 0);

    /** Checks that there are no more hits than clicks. */
    public HitCount {
        if (hits < 0 || hits > clicks) {
            throw new IllegalArgumentException(hits + " hits of " + clicks + " clicks");
        }
    }

    /** One click more. */
    public HitCount plus(boolean hit) {
        return new HitCount(clicks + 1, hits + (hit ? 1 : 0));
    }

    /** Share of hits, from 0 to 1; 0 before the first click. */
    public double rate() {
        return clicks == 0 ? 0 : (double) hits / clicks;
    }
}
