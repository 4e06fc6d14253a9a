package dev.semsr.app.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Progress of work that is counted: how many, how fast, how long it still takes. */
public final class CountedProgress implements AutoCloseable {

    private final ProgressLine line;
    private final String what;
    private final String unit;
    private long total;
    private final Clock clock;
    private final Instant start;

    CountedProgress(ProgressLine line, String what, String unit, long total, Clock clock) {
        this.line = line;
        this.what = what;
        this.unit = unit;
        this.total = total;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Says how many are done, from the start, and how many there are after all. */
    public void done(long count, long newTotal) {
        total = newTotal;
        done(count);
    }

    /** Says how many are done, from the start. */
    public void done(long count) {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        double rate = seconds > 0 ? count / seconds : 0;
        line.show(what + ": " + count(count) + " " + unit + rate(rate) + left(count, rate));
    }

    private String count(long count) {
        return total == 0
                ? String.format(Locale.ROOT, "%,d", count)
                : String.format(Locale.ROOT, "%,d of %,d", count, total);
    }

    private String rate(double rate) {
        return rate > 0 ? String.format(Locale.ROOT, ", %,.0f/s", rate) : "";
    }

    private String left(long count, double rate) {
        if (total == 0 || rate <= 0 || count >= total) {
            return "";
        }
        return ", " + duration(Duration.ofMillis((long) (1000 * (total - count) / rate))) + " left";
    }

    /** A duration for people: {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 7 min}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** Ends the line. */
    @Override
    public void close() {
        line.close();
    }
}
