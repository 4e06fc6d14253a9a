package dev.semsr.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ChaosReportTest {

    @Test
    void theMedianOfAnOddCountIsTheMiddleOne() {
        ChaosReport.KindRow row = row(9_000, 1_000, 2_000);

        assertThat(row.recoveryMedian()).isEqualTo(2_000);
        assertThat(row.humpMedian()).isEqualTo(2_100);
        assertThat(row.recoveryMax()).isEqualTo(9_000);
    }

    @Test
    void theMedianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
        ChaosReport.KindRow row = row(9_000, 4_000, 1_000, 2_000);

        assertThat(row.recoveryMedian()).isEqualTo(3_000);
        assertThat(row.humpMedian()).isEqualTo(3_100);
    }

    @Test
    void theReportNamesTheReasonsOfFallbacksAndTheRepeatsThatNobodyCanTellApart() {
        Map<String, Long> reasons = new TreeMap<>(Map.of("unknown items", 1_200L, "timeout", 34L));

        assertThat(text(1_234, reasons, 5))
                .contains("1,234 came from the fallback (timeout 34, unknown items 1,200).")
                .contains("70 clicks were sent twice and answered once, but for 5 repeats,");
        assertThat(text(0, Map.of(), 0))
                .contains("0 came from the fallback. 70 clicks were sent twice and answered once.");
    }

    private static ChaosReport.KindRow row(long... recoveries) {
        return ChaosReport.rows(
                        LongStream.of(recoveries)
                                .mapToObj(
                                        recovery ->
                                                new FaultOutcome(
                                                        FaultKind.RESCALE,
                                                        0,
                                                        1,
                                                        recovery,
                                                        recovery + 100))
                                .toList())
                .get(0);
    }

    private static String text(long fallbacks, Map<String, Long> reasons, long ofDuplicates) {
        var verdict =
                new Verdict(
                        9_000,
                        70,
                        9_000,
                        fallbacks,
                        reasons,
                        8,
                        ofDuplicates,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        List.of());
        return ChaosTables.markdown(
                new ChaosReport(
                        "test",
                        "today",
                        Machine.here(),
                        false,
                        1,
                        Percentiles.of(new Histogram(3)),
                        List.of(),
                        0,
                        verdict));
    }
}
