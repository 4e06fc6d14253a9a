package dev.semsr.jobs.scoring;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets an error that goes on be logged now and then instead of always. */
final class LogThrottle {

    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private boolean opened;
    private long last;

    /** Opens at once, and then once an interval. */
    LogThrottle(Duration interval) {
        this(interval, System::nanoTime);
    }

    /** With a clock of its own, for tests. */
    LogThrottle(Duration interval, LongSupplier nanoTime) {
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether it is time to log. */
    synchronized boolean opens() {
        long now = nanoTime.getAsLong();
        if (opened && now - last < intervalNanos) {
            return false;
        }
        opened = true;
        last = now;
        return true;
    }
}
