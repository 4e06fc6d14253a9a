package dev.semsr.lab.evaluation;

import java.util.List;

/**
 * How to evaluate.
 *
 * @param cutoffs cut-offs of the metrics, ascending; the last one is the length of the lists
 * @param batch sessions scored at once
 * @param filterSeen whether items of the prefix are taken out of the lists; by default they are
 *     not, as in published results
 */
public record EvaluationSettings(List<Integer> cutoffs, int batch, boolean filterSeen) {

    private static final int BATCH = 256;

    /** Copies the list and checks the ranges. */
    public EvaluationSettings {
        cutoffs = cutoffs.stream().sorted().toList();
        if (cutoffs.isEmpty() || cutoffs.get(0) < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "Cut-offs " + cutoffs + " and a batch of " + batch + ": 1 or more is needed");
        }
    }

    /** At 5, 10, 20, 50 and 100, items of the session left in. */
    public static EvaluationSettings defaults() {
        return new EvaluationSettings(List.of(5, 10, 20, 50, 100), BATCH, false);
    }

    /** The same with or without the items of the prefix. */
    public EvaluationSettings withFilterSeen(boolean filter) {
        return new EvaluationSettings(cutoffs, batch, filter);
    }

    /** Length of the lists. */
    public int longest() {
        return cutoffs.get(cutoffs.size() - 1);
    }
}
