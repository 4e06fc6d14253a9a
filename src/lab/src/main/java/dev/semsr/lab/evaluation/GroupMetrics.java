package dev.semsr.lab.evaluation;

import dev.semsr.core.metrics.CutoffMetrics;
import java.util.List;

/**
 * Metrics of a group of cases.
 *
 * @param cases how many
 * @param at the metrics at each cut-off, ascending; not numbers if there is no case
 */
public record GroupMetrics(long cases, List<CutoffMetrics> at) {

    /** Copies the list. */
    public GroupMetrics {
        at = List.copyOf(at);
    }

    /** The metrics at one cut-off. */
    public CutoffMetrics at(int cutoff) {
        return at.stream()
                .filter(metrics -> metrics.cutoff() == cutoff)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Not evaluated at cut-off " + cutoff));
    }
}
