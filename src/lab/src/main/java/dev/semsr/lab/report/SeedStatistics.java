package dev.semsr.lab.report;

import java.util.List;
import java.util.Locale;

/**
 * Mean and sample standard deviation over seeds.
 *
 * @param mean the mean
 * @param deviation the standard deviation; not a number for a single seed
 */
record SeedStatistics(double mean, double deviation) {

    static SeedStatistics of(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new SeedStatistics(mean, Math.sqrt(squares / (values.size() - 1)));
    }

    /** In per cent: {@code 12.34 ± 0.56}, or the mean alone for a single seed. */
    String percent() {
        return Double.isNaN(deviation)
                ? String.format(Locale.ROOT, "%.2f", mean * 100)
                : String.format(Locale.ROOT, "%.2f ± %.2f", mean * 100, deviation * 100);
    }

    /** How much this mean is above another, in per cent: {@code +15.2 %}. */
    String gainOver(SeedStatistics other) {
        return String.format(Locale.ROOT, "%+.1f %%", (mean / other.mean - 1) * 100);
    }
}
