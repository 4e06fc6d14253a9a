package dev.semsr.jobs.encoding;

import java.time.Duration;

/** Pauses that double from failure to failure, up to a limit. */
final class BackOff {

    private final long firstMillis;
    private final long maxMillis;
    private long nextMillis;

    BackOff(Duration first, Duration max) {
        firstMillis = Math.max(1, first.toMillis());
        maxMillis = Math.max(firstMillis, max.toMillis());
        nextMillis = firstMillis;
    }

    /** How long to wait after one more failure, in milliseconds. */
    long failed() {
        long pause = nextMillis;
        nextMillis = Math.min(maxMillis, 2 * nextMillis);
        return pause;
    }

    /** The next failure is a first one again. */
    void succeeded() {
        nextMillis = firstMillis;
    }
}
