package dev.semsr.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimesTest {

    private static final Instant NEWEST = Instant.parse("2014-07-23T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void movedTimesKeepTheirGapsAndNoneIsInTheFuture() {
        EventTimes times = EventTimes.movedSoThat(NEWEST, NOW);

        assertThat(times.of(NEWEST)).isEqualTo(NOW);
        assertThat(times.of(NEWEST.minus(Duration.ofMinutes(7))))
                .isEqualTo(NOW.minus(Duration.ofMinutes(7)));
    }

    @Test
    void recordedTimesStay() {
        assertThat(EventTimes.asRecorded().of(NEWEST)).isEqualTo(NEWEST);
    }
}
