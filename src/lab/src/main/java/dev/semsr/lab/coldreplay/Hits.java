package dev.semsr.lab.coldreplay;

/**
 * Clicks on new items, and how many of them a list had foreseen.
 *
 * @param clicks the clicks that there was a list for
 * @param inShort how many of them are on an item of its first {@link ColdReplay#SHORT} places
 * @param inLong how many of them are on an item of its first {@link ColdReplay#LONG} places
 */
public record Hits(long clicks, long inShort, long inLong) {

    /** No click yet. */
    public static final Hits NONE = new Hits(0, 0, 0);

    /**
     * With one more click.
     *
     * @param place place of its item in the list, from 1; 0 if it is not there
     */
    Hits plus(int place) {
        boolean isThere = place > 0;
        return new Hits(
                clicks + 1,
                inShort + (isThere && place <= ColdReplay.SHORT ? 1 : 0),
                inLong + (isThere && place <= ColdReplay.LONG ? 1 : 0));
    }
}
