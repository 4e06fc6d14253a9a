package dev.semsr.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeedStatisticsTest {

    @Test
    void meanAndSampleDeviationAgreeWithHandComputedOnes() {
        // deviations -0.02, 0, 0.02: variance 0.0008 / 2
        assertThat(SeedStatistics.of(List.of(0.10, 0.12, 0.14)).percent())
                .isEqualTo("12.00 ± 2.00");
    }

    @Test
    void oneSeedHasNoDeviation() {
        assertThat(SeedStatistics.of(List.of(0.1234)).percent()).isEqualTo("12.34");
    }

    @Test
    void gainsAreRelative() {
        SeedStatistics base = SeedStatistics.of(List.of(0.10));

        assertThat(SeedStatistics.of(List.of(0.115)).gainOver(base)).isEqualTo("+15.0 %");
        assertThat(SeedStatistics.of(List.of(0.08)).gainOver(base)).isEqualTo("-20.0 %");
    }
}
