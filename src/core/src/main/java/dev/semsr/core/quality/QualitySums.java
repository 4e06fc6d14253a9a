package dev.semsr.core.quality;

import dev.semsr.schemas.QualityReport;
import java.time.Instant;

/** Adds judgements up in a report. */
public final class QualitySums {

    private QualitySums() {}

    /** A report of nothing so far. */
    public static QualityReport empty(
            Judgement first, String clickedItems, Instant windowStart, Instant windowEnd) {
        return new QualityReport(
                windowStart,
                windowEnd,
                first.version(),
                first.variant(),
                first.source(),
                clickedItems,
                0L,
                0L,
                0.0,
                0L,
                0L,
                0L,
                0L,
                0L,
                0L);
    }

    /** Counts a judgement in. */
    public static void add(QualityReport report, Judgement judgement) {
        report.setClicks(report.getClicks() + 1);
        if (judgement.attributed()) {
            report.setAttributed(report.getAttributed() + 1);
        }
        if (judgement.isHit()) {
            report.setHits(report.getHits() + 1);
            report.setReciprocalRanks(report.getReciprocalRanks() + 1.0 / judgement.rank());
            countPlace(report, judgement.rank());
        }
    }

    private static void countPlace(QualityReport report, int rank) {
        if (rank == 1) {
            report.setHitsAt1(report.getHitsAt1() + 1);
        } else if (rank <= 5) {
            report.setHitsAt2To5(report.getHitsAt2To5() + 1);
        } else if (rank <= 10) {
            report.setHitsAt6To10(report.getHitsAt6To10() + 1);
        } else if (rank <= 20) {
            report.setHitsAt11To20(report.getHitsAt11To20() + 1);
        } else {
            report.setHitsBeyond20(report.getHitsBeyond20() + 1);
        }
    }
}
