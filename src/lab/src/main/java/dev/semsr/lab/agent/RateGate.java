package dev.semsr.lab.agent;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets calls begin one after the other, so far apart that no more than so many begin in a minute.
 * Closed for a while when the endpoint asks for fewer. Thread-safe.
 */
final class RateGate {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final long apart;
    private final LongSupplier nanoClock;
    private final Pauses pauses;
    private long next;

    /**
     * A gate.
     *
     * @param perMinute calls a minute; 0 for any number
     */
    RateGate(int perMinute, LongSupplier nanoClock, Pauses pauses) {
        apart = perMinute == 0 ? 0 : MINUTE / perMinute;
        this.nanoClock = nanoClock;
        this.pauses = pauses;
        next = nanoClock.getAsLong();
    }

    /** Waits for its turn. */
    void pass() {
        long wait = turn();
        if (wait > 0) {
            pauses.pause(Duration.ofNanos(wait));
        }
    }

    /** Lets no call begin for a while. */
    synchronized void close(Duration duration) {
        next = Math.max(next, nanoClock.getAsLong() + duration.toNanos());
    }

    private synchronized long turn() {
        long now = nanoClock.getAsLong();
        long mine = Math.max(next, now);
        next = mine + apart;
        return mine - now;
    }
}
