package dev.semsr.app.stop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Tells a long-running command to end, so that it can close what it opened, in order.
 *
 * <p>Signals are caught, not awaited in a shutdown hook: hooks of Flink, Kafka and the logging run
 * all at once, and would close the parts under each other.
 */
public final class StopSignal {

    private static final int INTERRUPTED = 130;
    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final CountDownLatch given = new CountDownLatch(1);

    /** A signal that is given by {@link #give} only. */
    public StopSignal() {}

    /**
     * A signal that is given when the process is asked to end (Ctrl-C, {@code kill}). Asked a
     * second time, the process ends at once.
     */
    public static StopSignal onInterrupt() {
        var stop = new StopSignal();
        SIGNALS.forEach(name -> Signal.handle(new Signal(name), signal -> stop.interrupted()));
        return stop;
    }

    private void interrupted() {
        if (isGiven()) {
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        give();
    }

    /** Gives the signal. */
    public void give() {
        given.countDown();
    }

    /** Whether it was given. */
    public boolean isGiven() {
        return given.getCount() == 0;
    }

    /**
     * Waits for the signal.
     *
     * @return whether it was given in this time
     */
    public boolean await(Duration limit) {
        try {
            return given.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
