package dev.semsr.model.training;

import dev.semsr.core.metrics.TargetRank;

/** Adds up ranks to metrics. */
final class RankTally {

    private int examples;
    private int within20;
    private int within100;
    private double reciprocal;

    /** Counts a rank from 1, or {@link TargetRank#NONE} for a target that was not found. */
    void add(int rank) {
        examples++;
        if (rank == TargetRank.NONE) {
            return;
        }
        if (rank <= 20) {
            within20++;
            reciprocal += 1.0 / rank;
        }
        if (rank <= 100) {
            within100++;
        }
    }

    RankMetrics metrics() {
        if (examples == 0) {
            return RankMetrics.none();
        }
        double count = examples;
        return new RankMetrics(examples, within20 / count, within100 / count, reciprocal / count);
    }
}
