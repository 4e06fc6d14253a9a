package dev.semsr.core.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloutWatchTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(120);
    private static final HitCount GOOD = new HitCount(500, 150);
    private static final HitCount BAD = new HitCount(500, 2);

    private final RolloutWatch watch = new RolloutWatch(new RollbackRule(0.02, 0.99, 100));
    private final Rollout first =
            new Rollout("shop", List.of(VersionShare.of("v1", 100)), List.of(), START, null);
    private final Rollout half = RolloutOrder.share(first, "v2", 50, START, "try v2");

    @Test
    void aNewVersionThatIsWorseIsTakenBack() {
        Rollout back = watch.judge(half, Map.of("v1", GOOD, "v2", BAD), LATER).orElseThrow();

        assertThat(back.versions()).containsExactly(VersionShare.of("v1", 100));
        assertThat(back.previous()).isEqualTo(half.versions());
        assertThat(back.scope()).isEqualTo("shop");
        assertThat(back.issuedAt()).isEqualTo(LATER);
        assertThat(back.reason())
                .contains("automatic", "v2", "0.0040 (2 of 500", "0.3000 (150 of 500");
    }

    @Test
    void aNewVersionThatIsBetterStaysAndTheOldOneIsNotTakenBackForIt() {
        assertThat(watch.judge(half, Map.of("v1", BAD, "v2", GOOD), LATER)).isEmpty();
    }

    @Test
    void nothingIsDoneBeforeEnoughIsKnown() {
        assertThat(watch.judge(half, Map.of(), LATER)).isEmpty();
        assertThat(watch.judge(half, Map.of("v1", GOOD, "v2", new HitCount(99, 0)), LATER))
                .isEmpty();
    }

    @Test
    void aRolloutWithNothingToCompareWithIsLeftAlone() {
        Rollout whole = RolloutOrder.share(first, "v2", 100, START, null);

        assertThat(watch.judge(first, Map.of("v1", BAD), LATER)).isEmpty();
        assertThat(watch.judge(whole, Map.of("v1", GOOD, "v2", BAD), LATER)).isEmpty();
    }

    @Test
    void aRollbackIsNotTakenBackItself() {
        Rollout back = RolloutOrder.rollback(half, LATER, null);

        assertThat(watch.judge(back, Map.of("v1", BAD, "v2", GOOD), LATER)).isEmpty();
    }

    @Test
    void shadowsAreNotJudged() {
        Rollout shadow = RolloutOrder.shadow(first, "v2", START, null);

        assertThat(watch.judge(shadow, Map.of("v1", GOOD, "v2", BAD), LATER)).isEmpty();
    }

    @Test
    void countsGoOnWhileAVersionOnlyChangesItsShare() {
        Rollout more = RolloutOrder.share(half, "v2", 80, LATER, null);
        Rollout other = RolloutOrder.share(half, "v3", 10, LATER, null);

        assertThat(RolloutWatch.isSameComparison(half, more)).isTrue();
        assertThat(RolloutWatch.isSameComparison(half, other)).isFalse();
        assertThat(RolloutWatch.isSameComparison(null, half)).isFalse();
        assertThat(RolloutWatch.isSameComparison(first, half)).isFalse();
    }
}
