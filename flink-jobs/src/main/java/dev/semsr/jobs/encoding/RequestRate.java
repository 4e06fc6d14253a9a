package dev.semsr.jobs.encoding;

import java.util.concurrent.TimeUnit;

/** Spaces requests evenly, so that a limit a second is never passed. */
final class RequestRate {

    private final long intervalNanos;
    private long nextNanos;

    /**
     * @param perSecond requests a second; 0 for no limit
     */
    RequestRate(double perSecond) {
        intervalNanos = perSecond > 0 ? (long) (TimeUnit.SECONDS.toNanos(1) / perSecond) : 0;
    }

    /**
     * Takes the next place.
     *
     * @param now {@link System#nanoTime()}
     * @return how long to wait for it, in nanoseconds
     */
    long take(long now) {
        if (intervalNanos == 0) {
            return 0;
        }
        long start = nextNanos == 0 || nextNanos - now < 0 ? now : nextNanos;
        nextNanos = start + intervalNanos;
        return start - now;
    }
}
