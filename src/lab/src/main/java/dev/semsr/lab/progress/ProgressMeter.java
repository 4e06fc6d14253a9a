package dev.semsr.lab.progress;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Counts what is done and reports it, not more often than the listener can bear. */
public final class ProgressMeter {

    private static final long REPORT_EVERY_NANOS = Duration.ofMillis(250).toNanos();

    private final ProgressListener listener;
    private final String step;
    private final String unit;
    private final long total;
    private final LongSupplier nanoClock;
    private final long begun;
    private long reported;
    private long done;

    /**
     * Starts a step.
     *
     * @param total how many there are; -1 if unknown
     */
    public ProgressMeter(ProgressListener listener, String step, String unit, long total) {
        this(listener, step, unit, total, System::nanoTime);
    }

    ProgressMeter(
            ProgressListener listener, String step, String unit, long total, LongSupplier clock) {
        this.listener = listener;
        this.step = step;
        this.unit = unit;
        this.total = total;
        this.nanoClock = clock;
        begun = clock.getAsLong();
        reported = begun;
    }

    /** Counts some more. */
    public void add(long more) {
        done += more;
        long now = nanoClock.getAsLong();
        if (now - reported >= REPORT_EVERY_NANOS) {
            reported = now;
            report(now, false);
        }
    }

    /** Ends the step with a last report. */
    public void finish() {
        report(nanoClock.getAsLong(), true);
    }

    private void report(long now, boolean finished) {
        listener.report(
                new Progress(step, unit, done, total, Duration.ofNanos(now - begun), finished));
    }
}
