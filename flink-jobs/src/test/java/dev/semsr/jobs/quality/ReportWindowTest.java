package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.quality.Judgement;
import dev.semsr.schemas.QualityReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportWindowTest {

    private static final Instant MINUTE = Instant.parse("2026-06-01T12:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, Judged, QualityReport> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new ReportWindow(Duration.ofMinutes(1))),
                        Judged::reportKey,
                        Types.STRING);
        harness.open();
        harness.setProcessingTime(MINUTE.plusSeconds(20).toEpochMilli());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aReportIsSentAtTheEndOfItsWindowAndTheNextBeginsAtNothing() throws Exception {
        judged("m/1", ClickedItems.Kind.SEEN, 1);
        judged("m/1", ClickedItems.Kind.SEEN, 4);
        judged("m/1", ClickedItems.Kind.SEEN, 0);
        harness.setProcessingTime(MINUTE.plusSeconds(59).toEpochMilli());
        assertThat(reports()).isEmpty();

        harness.setProcessingTime(MINUTE.plusSeconds(60).toEpochMilli());

        QualityReport report = reports().get(0);
        assertThat(report.getWindowStart()).isEqualTo(MINUTE);
        assertThat(report.getWindowEnd()).isEqualTo(MINUTE.plusSeconds(60));
        assertThat(report.getClicks()).isEqualTo(3);
        assertThat(report.getHits()).isEqualTo(2);
        assertThat(report.getReciprocalRanks()).isEqualTo(1.25);

        judged("m/1", ClickedItems.Kind.SEEN, 0);
        harness.setProcessingTime(MINUTE.plusSeconds(120).toEpochMilli());
        assertThat(reports()).hasSize(2);
        assertThat(reports().get(1).getClicks()).isEqualTo(1);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    @Test
    void versionsAndKindsOfItemsHaveReportsOfTheirOwn() throws Exception {
        judged("m/1", ClickedItems.Kind.SEEN, 1);
        judged("m/1", ClickedItems.Kind.NEW, 0);
        judged("m/2", ClickedItems.Kind.SEEN, 0);
        harness.setProcessingTime(MINUTE.plusSeconds(60).toEpochMilli());

        assertThat(reports())
                .extracting(
                        QualityReport::getModelVersion,
                        QualityReport::getClickedItems,
                        QualityReport::getHits)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("m/1", "SEEN", 1L),
                        org.assertj.core.groups.Tuple.tuple("m/1", "NEW", 0L),
                        org.assertj.core.groups.Tuple.tuple("m/2", "SEEN", 0L));
    }

    private void judged(String version, ClickedItems.Kind items, int rank) throws Exception {
        harness.processElement(
                new StreamRecord<>(
                        new Judged(
                                new Judgement(version, "semsr-f/niser", "MODEL", "a", rank, false),
                                items)));
    }

    private List<QualityReport> reports() {
        return harness.extractOutputValues();
    }
}
