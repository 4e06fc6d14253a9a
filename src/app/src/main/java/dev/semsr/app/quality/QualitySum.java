package dev.semsr.app.quality;

import dev.semsr.schemas.QualityReport;

/**
 * Reports added up.
 *
 * @param clicks clicks that had a list before them
 * @param hits those whose item stood in the list
 * @param reciprocalRanks sum of 1 / place over the hits
 * @param attributed clicks that name their list
 * @param hitsAt1 hits at the first place
 */
public record QualitySum(
        long clicks, long hits, double reciprocalRanks, long attributed, long hitsAt1) {

    /** Nothing yet. */
    public static final QualitySum NONE = new QualitySum(0, 0, 0, 0, 0);

    /** One report more. */
    public QualitySum plus(QualityReport report) {
        return new QualitySum(
                clicks + report.getClicks(),
                hits + report.getHits(),
                reciprocalRanks + report.getReciprocalRanks(),
                attributed + report.getAttributed(),
                hitsAt1 + report.getHitsAt1());
    }

    /** Share of the clicks that were foreseen, from 0 to 1. */
    public double hitRate() {
        return clicks == 0 ? 0 : (double) hits / clicks;
    }

    /** Mean reciprocal rank, misses as 0. */
    public double mrr() {
        return clicks == 0 ? 0 : reciprocalRanks / clicks;
    }
}
