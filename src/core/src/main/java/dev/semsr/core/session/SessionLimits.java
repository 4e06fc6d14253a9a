package dev.semsr.core.session;

import java.io.Serializable;
import java.time.Duration;

/**
 * How much is remembered of a session and what one session may cost.
 *
 * @param maxClicks how many clicks are kept, the newest ones
 * @param recentEvents how many event ids are kept to recognise duplicates, the newest arrivals
 * @param gap a longer pause between two clicks starts the session afresh
 * @param maxClicksPerSecond clicks of one session in one second that go to the model; those above
 *     are answered by the popularity fallback
 */
public record SessionLimits(int maxClicks, int recentEvents, Duration gap, int maxClicksPerSecond)
        implements Serializable {

    /** Fifty clicks, a hundred event ids, half an hour, twenty clicks a second. */
    public static final SessionLimits DEFAULT =
            new SessionLimits(50, 100, Duration.ofMinutes(30), 20);

    /** Checks that every limit leaves room for one click. */
    public SessionLimits {
        requirePositive("maxClicks", maxClicks);
        requirePositive("recentEvents", recentEvents);
        requirePositive("gap", gap.toMillis());
        requirePositive("maxClicksPerSecond", maxClicksPerSecond);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ": at least 1 is needed");
        }
    }
}
