package dev.semsr.core.session;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a valid click looks like.
 *
 * @param maxIdLength longest event, session or item id, in characters
 * @param maxAge how far in the past its event time may lie
 * @param maxSkew how far ahead a clock may run; beyond it, event times are taken for another unit
 *     or garbage
 */
public record ClickLimits(int maxIdLength, Duration maxAge, Duration maxSkew)
        implements Serializable {

    /** Ids of 256 characters, two years back, one year ahead. */
    public static final ClickLimits DEFAULT =
            new ClickLimits(256, Duration.ofDays(730), Duration.ofDays(365));

    /** Checks that a click can be valid at all. */
    public ClickLimits {
        if (maxIdLength < 1 || maxAge.isNegative() || maxSkew.isNegative()) {
            throw new IllegalArgumentException(
                    "No click fits ids of %d characters, an age of %s and a skew of %s"
                            .formatted(maxIdLength, maxAge, maxSkew));
        }
    }
}
