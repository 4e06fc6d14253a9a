package dev.semsr.core.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the clicks of sessions of which nothing may be stored, in memory and for the running
 * second only: without it, whoever refuses consent could click without limit. Not thread-safe.
 */
final class UnstoredRates {

    private final Map<String, Integer> clicks = new HashMap<>();
    private long second;

    /** Counts a click and says how many its session had in this second, this one included. */
    int count(String sessionId, Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            clicks.clear();
        }
        return clicks.merge(sessionId, 1, Integer::sum);
    }
}
