package dev.semsr.model.export;

/**
 * What is often visited after each item: a term of the scores.
 *
 * @param width followers kept for an item
 * @param followers [items, width] rows of the followers
 * @param strengths [items, width] what a follower's score is raised by; 0 in places not used
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
public record CoVisitTable(int width, int[] followers, float[] strengths) {

    /** Checks the sizes. */
    public CoVisitTable {
        if (followers.length != strengths.length || followers.length % width != 0) {
            throw new IllegalArgumentException(
                    followers.length
                            + " followers and "
                            + strengths.length
                            + " strengths make no table of width "
                            + width);
        }
    }
}
