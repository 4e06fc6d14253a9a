package dev.semsr.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {

    private static final Machine MACHINE = new Machine("Some CPU", 2, "17", 0.1);
    private static final Percentiles LATENCY =
            new Percentiles(30_000, 6.04, 16.2, 46.1, 70.3, 120.5);

    @Test
    void tableSaysRateLatencyAndMachine() {
        String text = report(new BenchRow(1_000, 999.6, 45_001, 45_001, 45_001, LATENCY)).toText();

        assertThat(text)
                .contains("50,000 items", "2 processors of Some CPU", "2026-11-25", "p99.9 ms")
                .contains("    1,000     1,000       6.0      16.2      46.1      70.3     120.5")
                .contains("all 45,001");
    }

    @Test
    void markdownHasOneLineARate() {
        var row = new BenchRow(1_000, 999.6, 45_001, 45_001, 45_001, LATENCY);

        assertThat(report(row).toMarkdown())
                .contains("| 1,000 | 1,000 | 6.0 | 16.2 | 46.1 | 70.3 | 120.5 | all 45,001 |\n");
    }

    @Test
    void lostClicksAndFallbackAnswersAreNotHidden() {
        BenchReport report = report(new BenchRow(3_000, 2_000, 100, 90, 60, LATENCY));

        assertThat(report.isComplete()).isFalse();
        assertThat(report.toText()).contains("90 of 100, 30 by the fallback");
    }

    @Test
    void settingsThatMeasureNothingAreRefused() {
        assertThatThrownBy(() -> settings(List.of(0.0))).hasMessageContaining("[0.0]");
        assertThatThrownBy(() -> settings(List.of())).hasMessageContaining("Rates");
    }

    private static BenchSettings settings(List<Double> rates) {
        return new BenchSettings(10, rates, Duration.ZERO, Duration.ofSeconds(1), 1, Map.of());
    }

    private static BenchReport report(BenchRow row) {
        return new BenchReport(
                Instant.parse("2026-11-25T12:00:00Z"),
                MACHINE,
                50_000,
                "semsr-f/niser 100 wide",
                List.of(row));
    }
}
