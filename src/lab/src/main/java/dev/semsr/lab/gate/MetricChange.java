package dev.semsr.lab.gate;

import java.util.Locale;

/**
 * A metric of two versions on the same cases.
 *
 * @param metric its name
 * @param running of the version that answers
 * @param candidate of the version that is to follow it
 */
public record MetricChange(String metric, double running, double candidate) {

    /** Share of the running version's value that is won, or lost if negative; 0 of nothing. */
    public double relative() {
        return running == 0 ? 0 : (candidate - running) / running;
    }

    /** Whether more is lost than allowed. */
    public boolean isDrop(double tolerance) {
        return relative() < -tolerance;
    }

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%-22s %.4f, running %.4f, %+.1f %%",
                metric,
                candidate,
                running,
                relative() * 100);
    }
}
