package dev.semsr.app.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.app.soak.RolloutMeter.Kind;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutMeterTest {

    private static final long MILLI = 1_000_000;
    private final RolloutMeter meter = new RolloutMeter();

    @Test
    void aVersionHasAllTrafficFromTheAnswerAfterWhichNoOtherVersionAnswered() {
        meter.ordered(Kind.ROLLOUT, "2", 1_000 * MILLI);
        answer("1", 1_100, 50);
        answer("2", 1_200, 1);
        answer("1", 1_300, 1);
        answer("2", 1_400, 30);

        assertThat(meter.takeover(1_700 * MILLI)).isEqualTo(400);
        assertThat(meter.takeovers(Kind.ROLLOUT).getMaxValue()).isBetween(399_000L, 401_000L);
        assertThat(meter.takeovers(Kind.ROLLBACK).getTotalCount()).isZero();
    }

    @Test
    void aFewAnswersOrAShortTimeDoNotCountAsAllTraffic() {
        meter.ordered(Kind.ROLLBACK, "1", 0);
        answer("1", 100, 19);
        assertThat(meter.takeover(1_000 * MILLI)).isNegative();

        answer("1", 110, 1);
        assertThat(meter.takeover(200 * MILLI)).isNegative();
        assertThat(meter.takeover(350 * MILLI)).isEqualTo(100);
    }

    @Test
    void latenciesAreKeptApartByWhatHappened() {
        meter.usual();
        answer("1", 10, 5);
        meter.close();
        meter.ordered(Kind.ROLLOUT, "2", 100 * MILLI);
        answer("1", 140, 3);
        meter.close();
        answer("2", 900, 7); // between two windows

        assertThat(meter.latencies(Kind.USUAL).getTotalCount()).isEqualTo(5);
        assertThat(meter.windows(Kind.USUAL)).hasSize(1);
        assertThat(meter.latencies(Kind.ROLLOUT).getTotalCount()).isEqualTo(3);
        assertThat(meter.windows(Kind.ROLLOUT)).hasSize(1);
        assertThat(meter.windows(Kind.ROLLBACK)).isEmpty();
    }

    @Test
    void answersThatAreNotTheModelsAreCounted() {
        meter.usual();
        meter.answered(click(), list("none", List.of()), 10 * MILLI);
        meter.answered(click(), list("m/1", List.of(item(Source.POPULAR))), 10 * MILLI);
        answer("1", 20, 1);

        assertThat(meter.withoutModel()).isEqualTo(2);
    }

    private void answer(String version, long millis, int times) {
        for (int i = 0; i < times; i++) {
            meter.answered(
                    click(), list("m/" + version, List.of(item(Source.MODEL))), millis * MILLI);
        }
    }

    private static AskedClick click() {
        return new AskedClick("e", "s", List.of("a"), null, 0);
    }

    private static RecommendedItem item(Source source) {
        return RecommendedItem.newBuilder().setItemId("a").setScore(1).setSource(source).build();
    }

    private static Recommendation list(String version, List<RecommendedItem> items) {
        return Recommendation.newBuilder()
                .setRecommendationId("r")
                .setClickEventId("e")
                .setSessionId("s")
                .setSequence(1)
                .setItems(items)
                .setModelVersion(version)
                .setVariant("base/niser")
                .setClickTime(Instant.EPOCH)
                .setProducedTime(Instant.EPOCH)
                .build();
    }
}
