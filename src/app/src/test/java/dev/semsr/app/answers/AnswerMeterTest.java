package dev.semsr.app.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswerMeterTest {

    private final AnswerMeter meter = new AnswerMeter();

    @Test
    void latencyIsCountedFromTheMomentTheClickWasDue() {
        meter.asked(click("e1", null, 1_000));
        meter.answered(answer("e1"), 1_000 + Duration.ofMillis(12).toNanos());

        assertThat(meter.latencies().getMaxValue()).isBetween(11_900L, 12_100L);
    }

    @Test
    void warmUpIsAnsweredButNotMeasured() {
        meter.measureFrom(500);
        meter.asked(click("warm-up", null, 0));
        meter.answered(answer("warm-up"), Duration.ofSeconds(3).toNanos());
        meter.asked(click("measured", null, 1_000));
        meter.answered(answer("measured"), Duration.ofMillis(1).toNanos());

        assertThat(meter.latencies().getTotalCount()).isEqualTo(1);
        assertThat(meter.answered()).isEqualTo(2);
    }

    @Test
    void repeatedAnswerCountsOnce() {
        meter.asked(click("e1", "next", 0));
        meter.answered(answer("e1", "next"), 10);

        assertThat(meter.answered(answer("e1", "next"), 20)).isNull();
        assertThat(meter.answered()).isEqualTo(1);
        assertThat(meter.repeated()).isEqualTo(1);
        assertThat(meter.hitRate()).isEqualTo(1);
    }

    @Test
    void hitRateIsTheShareOfListsThatHeldTheNextClick() {
        meter.asked(click("hit", "a", 0));
        meter.asked(click("miss", "z", 0));
        meter.asked(click("last of its session", null, 0));
        meter.answered(answer("hit", "b", "a"), 10);
        meter.answered(answer("miss", "b", "a"), 10);
        meter.answered(answer("last of its session", "b", "a"), 10);

        assertThat(meter.hitRate()).isEqualTo(0.5);
    }

    @Test
    void unansweredClickIsSeen() {
        meter.asked(click("e1", null, 0));
        meter.asked(click("e2", null, 0));
        meter.answered(answer("e2"), 10);

        assertThat(meter.allAnswered()).isFalse();
        assertThat(meter.waiting()).isEqualTo(1);
    }

    private static AskedClick click(String eventId, String nextItem, long dueNanos) {
        return new AskedClick(eventId, "session", List.of("item"), nextItem, dueNanos);
    }

    private static Recommendation answer(String eventId, String... items) {
        return Recommendation.newBuilder()
                .setRecommendationId("id of " + eventId)
                .setSessionId("session")
                .setClickEventId(eventId)
                .setSequence(1)
                .setItems(Stream.of(items).map(AnswerMeterTest::item).toList())
                .setModelVersion("shop/1")
                .setVariant("semsr-f/niser")
                .setClickTime(Instant.EPOCH)
                .setProducedTime(Instant.EPOCH)
                .build();
    }

    private static RecommendedItem item(String id) {
        return RecommendedItem.newBuilder()
                .setItemId(id)
                .setScore(1)
                .setSource(Source.MODEL)
                .build();
    }
}
