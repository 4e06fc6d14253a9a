package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;

/**
 * The measurement of one rate. Latency counts from the moment at which a click was due, so that a
 * load generator that was held up does not hide it (coordinated omission).
 *
 * @param rate clicks a second that were due
 * @param achieved answers a second that arrived while it was measured
 * @param sent clicks sent, those of the warm-up included
 * @param answered clicks answered, those of the warm-up included
 * @param byModel how many of the answers came from the model, not from the fallback
 * @param latency of the measured clicks, in milliseconds
 */
public record BenchRow(
        double rate, double achieved, long sent, long answered, long byModel, Percentiles latency) {

    /** Whether every click was answered. */
    public boolean isComplete() {
        return sent == answered;
    }
}
