package dev.semsr.core.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Adds up recall, MRR and NDCG over cases with one target each. Not thread-safe. */
public final class RankingMetrics {

    private final int[] cutoffs;
    private final long[] hits;
    private final double[] reciprocals;
    private final double[] gains;
    private long cases;

    /** Metrics at the given cut-offs, each at least 1. */
    public RankingMetrics(int... cutoffs) {
        if (cutoffs.length == 0 || Arrays.stream(cutoffs).anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException(
                    "Cut-offs must be at least 1, not " + Arrays.toString(cutoffs));
        }
        this.cutoffs = cutoffs.clone();
        hits = new long[cutoffs.length];
        reciprocals = new double[cutoffs.length];
        gains = new double[cutoffs.length];
    }

    /**
     * Adds a case.
     *
     * @param rank rank of the target from 1; {@link TargetRank#NONE} if it is not ranked
     */
    public void add(int rank) {
        if (rank < 0) {
            throw new IllegalArgumentException("A rank of " + rank + ": 0 or more is needed");
        }
        cases++;
        for (int i = 0; i < cutoffs.length; i++) {
            if (rank != TargetRank.NONE && rank <= cutoffs[i]) {
                hits[i]++;
                reciprocals[i] += 1.0 / rank;
                gains[i] += Math.log(2) / Math.log1p(rank);
            }
        }
    }

    /** Number of cases added. */
    public long cases() {
        return cases;
    }

    /** The means at each cut-off; all NaN if there is no case. */
    public List<CutoffMetrics> means() {
        return IntStream.range(0, cutoffs.length).mapToObj(this::mean).toList();
    }

    /** The means at one cut-off. */
    public CutoffMetrics at(int cutoff) {
        return IntStream.range(0, cutoffs.length)
                .filter(i -> cutoffs[i] == cutoff)
                .mapToObj(this::mean)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No cut-off "
                                                + cutoff
                                                + " among "
                                                + Arrays.toString(cutoffs)));
    }

    private CutoffMetrics mean(int i) {
        double n = cases;
        return new CutoffMetrics(cutoffs[i], hits[i] / n, reciprocals[i] / n, gains[i] / n);
    }
}
