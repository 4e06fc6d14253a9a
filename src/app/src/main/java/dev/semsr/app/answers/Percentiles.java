package dev.semsr.app.answers;

import org.HdrHistogram.Histogram;

/**
 * Latencies in milliseconds, to a hundredth; all zero if nothing was measured.
 *
 * @param count how many were measured
 * @param p50 half came sooner
 * @param p90 nine of ten came sooner
 * @param p99 99 of 100 came sooner
 * @param p999 999 of 1,000 came sooner
 * @param max the slowest
 */
public record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {

    /** Percentiles of a histogram of microseconds. */
    public static Percentiles of(Histogram micros) {
        return new Percentiles(
                micros.getTotalCount(),
                millis(micros, 50),
                millis(micros, 90),
                millis(micros, 99),
                millis(micros, 99.9),
                millis(micros, 100));
    }

    private static double millis(Histogram micros, double percentile) {
        if (micros.getTotalCount() == 0) {
            return 0;
        }
        return Math.round(micros.getValueAtPercentile(percentile) / 10.0) / 100.0;
    }
}
