package dev.semsr.app.cli;

import dev.semsr.model.training.RankMetrics;
import java.util.Locale;

/** Writes metrics for people. */
final class Figures {

    private Figures() {}

    /** Metrics of a validation on one line. */
    static String text(RankMetrics metrics) {
        if (metrics.examples() == 0) {
            return "no validation";
        }
        return String.format(
                Locale.ROOT,
                "validation Recall@20 %.2f %%, Recall@100 %.2f %%, MRR@20 %.2f %%",
                metrics.recallAt20() * 100,
                metrics.recallAt100() * 100,
                metrics.mrrAt20() * 100);
    }
}
