package dev.semsr.core.archive;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a session has ended, and how much may be open of it.
 *
 * @param gap a longer pause between the event times of two clicks ends the session
 * @param maxClicks a session of so many clicks is archived and goes on as a new one, so that no bot
 *     can make it grow for ever
 */
public record ArchiveLimits(Duration gap, int maxClicks) implements Serializable {

    /** Half an hour, two hundred clicks. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(Duration.ofMinutes(30), 200);

    /** Checks that every limit leaves room for one click. */
    public ArchiveLimits {
        if (gap.toMillis() < 1 || maxClicks < 1) {
            throw new IllegalArgumentException(
                    "No session fits a gap of %s and %d clicks".formatted(gap, maxClicks));
        }
    }
}
