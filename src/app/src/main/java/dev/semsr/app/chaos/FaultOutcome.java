package dev.semsr.app.chaos;

/**
 * What a fault did, as a reader of the recommendations saw it.
 *
 * @param kind what was done
 * @param begun when it began, milliseconds since 1970
 * @param over when it was over and the backlog answered
 * @param recovery milliseconds from its beginning to the end of the longest silence that followed:
 *     the first new recommendation
 * @param hump longest latency, in milliseconds, of a click sent in between
 */
record FaultOutcome(FaultKind kind, long begun, long over, long recovery, long hump) {

    /** Reads it from the log of clicks. */
    static FaultOutcome of(FaultKind kind, long begun, long over, ClickLog log) {
        long[] latencies = log.latencies(begun, over);
        long hump = 0;
        for (long latency : latencies) {
            hump = Math.max(hump, latency);
        }
        return new FaultOutcome(
                kind, begun, over, log.endOfLongestSilence(begun, over) - begun, hump);
    }
}
