package dev.semsr.app.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.app.machine.Machine;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakReportTest {

    private static final int SAMPLES = 80;

    @Test
    void aProcessThatOnlyFillsItsCachesAtFirstIsFlat() {
        SoakReport report = report(SAMPLES, i -> Math.min(900, 700 + 20 * i));

        assertThat(report.growth()).isZero();
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void aProcessThatGrowsAllTheTimeIsNot() {
        SoakReport report = report(SAMPLES, i -> 800 + 4 * i);

        assertThat(report.growth()).isEqualTo(1080.0 / 920 - 1, within(0.01));
        assertThat(report.isComplete()).isFalse();
    }

    @Test
    void aShortRunSaysNothingOfGrowth() {
        assertThat(report(20, i -> 100 * (i + 1)).growth()).isZero();
    }

    @Test
    void theDrawingShowsClassLoadersOnAScaleOfTheirOwn() {
        String svg = SoakDrawing.svg(report(SAMPLES, i -> 900).samples());

        assertThat(svg).contains("class loaders, number", ">9<", ">900<");
    }

    private static SoakReport report(int samples, IntToDoubleFunction resident) {
        return new SoakReport(
                "",
                "",
                Machine.here(),
                1,
                1,
                0,
                IntStream.range(0, samples)
                        .mapToObj(
                                i ->
                                        new MemorySample(
                                                i * 20L,
                                                resident.applyAsDouble(i),
                                                600,
                                                1,
                                                1,
                                                1,
                                                0,
                                                9))
                        .toList());
    }
}
