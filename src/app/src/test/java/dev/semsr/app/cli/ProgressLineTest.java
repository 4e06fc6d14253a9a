package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter written = new StringWriter();
    private final SteppedClock clock = new SteppedClock();

    @Test
    void aTerminalLineIsOverwrittenAndEndedOnce() {
        try (ProgressLine line = line(true)) {
            line.show("1");
            clock.step(Duration.ofSeconds(1));
            line.show("2");
        }

        assertThat(written).hasToString("\r\u001b[K1\r\u001b[K2" + System.lineSeparator());
    }

    @Test
    void elsewherePlainLinesAppearNowAndThen() {
        try (ProgressLine line = line(false)) {
            line.show("1");
            clock.step(Duration.ofSeconds(1));
            line.show("2");
            clock.step(Duration.ofSeconds(10));
            line.show("3");
        }

        assertThat(written.toString().lines()).containsExactly("1", "3");
    }

    @Test
    void theLastStateIsNeverLeftOut() {
        try (ProgressLine line = line(false)) {
            line.show("1");
            line.show("2");
        }

        assertThat(written.toString().lines()).containsExactly("1", "2");
    }

    @Test
    void aKeptLineStays() {
        try (ProgressLine line = line(true)) {
            line.show("1");
            line.keep("epoch 1");
        }

        assertThat(written.toString()).endsWith("\r\u001b[Kepoch 1" + System.lineSeparator());
    }

    @Test
    void countedWorkShowsCountRateAndTimeLeft() {
        try (CountedProgress progress =
                new CountedProgress(line(false), "Encoding", "items", 12_000, clock)) {
            clock.step(Duration.ofSeconds(10));
            progress.done(2_000);
        }

        assertThat(written.toString().lines())
                .containsExactly("Encoding: 2,000 of 12,000 items, 200/s, 50 s left");
    }

    @Test
    void durationsAreWrittenForPeople() {
        assertThat(CountedProgress.duration(Duration.ofMillis(41_600))).isEqualTo("42 s");
        assertThat(CountedProgress.duration(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
        assertThat(CountedProgress.duration(Duration.ofMinutes(127))).isEqualTo("2 h 7 min");
    }

    private ProgressLine line(boolean live) {
        return new ProgressLine(new PrintWriter(written), live, clock);
    }

    private static final class SteppedClock extends Clock {

        private Instant now = Instant.EPOCH;

        void step(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
