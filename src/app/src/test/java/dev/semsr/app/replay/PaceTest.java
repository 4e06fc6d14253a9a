package dev.semsr.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void rateSpreadsClicksEvenlyWhateverTheirTimes() {
        Pace pace = Pace.rate(200);

        assertThat(pace.dueNanos(0, FIRST)).isZero();
        assertThat(pace.dueNanos(100, FIRST)).isEqualTo(Duration.ofMillis(500).toNanos());
    }

    @Test
    void recordedTimeIsShortenedByTheSpeed() {
        Pace pace = Pace.recorded(FIRST, 60);

        assertThat(pace.dueNanos(1, FIRST.plusSeconds(3600)))
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void paceThatWouldNeverEndIsRefused() {
        assertThatThrownBy(() -> Pace.rate(0)).hasMessage("The rate must be above 0, not 0.0");
        assertThatThrownBy(() -> Pace.recorded(FIRST, -1)).hasMessageContaining("speed");
        assertThatThrownBy(() -> Pace.rate(Double.NaN)).hasMessageContaining("NaN");
    }
}
