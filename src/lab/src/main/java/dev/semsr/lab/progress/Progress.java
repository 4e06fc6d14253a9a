package dev.semsr.lab.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a step is.
 *
 * @param step what is being done, such as {@code Reading interactions.csv.gz}
 * @param unit what is counted, such as {@code rows}
 * @param done how many are done
 * @param total how many there are; -1 if unknown
 * @param elapsed time since the step began
 * @param finished whether this is the last report of the step
 */
public record Progress(
        String step, String unit, long done, long total, Duration elapsed, boolean finished) {

    /** How many a second so far. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }

    /** Time left at the rate so far, if the total is known and something is done. */
    public Optional<Duration> left() {
        if (total < 0 || done == 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round((total - done) / rate() * 1000)));
    }

    /** One line for people. */
    public String text() {
        String counted =
                total < 0
                        ? String.format(Locale.ROOT, "%,d %s", done, unit)
                        : String.format(Locale.ROOT, "%,d of %,d %s", done, total, unit);
        String line = String.format(Locale.ROOT, "%s: %s, %,.0f/s", step, counted, rate());
        if (finished) {
            return String.format(Locale.ROOT, "%s, %.1f s", line, elapsed.toMillis() / 1000.0);
        }
        return left().map(l -> line + ", " + l.toSeconds() + " s left").orElse(line);
    }
}
