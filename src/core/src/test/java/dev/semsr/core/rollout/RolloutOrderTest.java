package dev.semsr.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutOrderTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final Rollout old =
            new Rollout("shop", List.of(VersionShare.of("1", 100)), List.of(), NOW, null);

    @Test
    void aNewVersionTakesItsPercentageFromTheOld() {
        assertThat(RolloutOrder.share(old, "2", 10, NOW, "try").versions())
                .containsExactly(VersionShare.of("2", 10), VersionShare.of("1", 90));
    }

    @Test
    void severalOldVersionsShareTheRestAsBefore() {
        Rollout two = RolloutOrder.share(old, "2", 25, NOW, null);

        assertThat(RolloutOrder.share(two, "3", 60, NOW, null).versions())
                .containsExactly(
                        VersionShare.of("3", 60),
                        VersionShare.of("2", 10),
                        VersionShare.of("1", 30));
    }

    @Test
    void atAHundredPercentTheOthersLeave() {
        Rollout part = RolloutOrder.share(old, "2", 10, NOW, null);

        assertThat(RolloutOrder.share(part, "2", 100, NOW, null).versions())
                .containsExactly(VersionShare.of("2", 100));
    }

    @Test
    void aRollbackGoesBehindAllStepsOfTheNewestVersion() {
        Rollout part = RolloutOrder.share(old, "2", 10, NOW, null);
        Rollout whole = RolloutOrder.share(part, "2", 100, NOW, null);

        assertThat(RolloutOrder.rollback(whole, NOW, "bad").versions()).isEqualTo(old.versions());
    }

    @Test
    void aSecondRollbackTakesTheFirstOneBack() {
        Rollout whole = RolloutOrder.share(old, "2", 100, NOW, null);
        Rollout back = RolloutOrder.rollback(whole, NOW, null);

        assertThat(RolloutOrder.rollback(back, NOW, null).versions()).isEqualTo(whole.versions());
    }

    @Test
    void theSameRolloutOnceMoreLeavesNothingToGoBackTo() {
        assertThat(RolloutOrder.share(old, "1", 100, NOW, null).previous()).isEmpty();
    }

    @Test
    void aRollbackOfTheFirstRolloutIsRefused() {
        assertThatThrownBy(() -> RolloutOrder.rollback(old, NOW, null))
                .isInstanceOf(InvalidRolloutException.class)
                .hasMessageContaining("no version to go back to");
    }

    @Test
    void aShadowComesAndGoesWhileTheOthersAnswer() {
        Rollout shadowed = RolloutOrder.shadow(old, "2", NOW, null);
        assertThat(shadowed.versions())
                .containsExactly(VersionShare.of("1", 100), VersionShare.shadow("2"));
        assertThat(RolloutOrder.withoutShadow(shadowed, "2", NOW, null).versions())
                .isEqualTo(old.versions());
    }

    @Test
    void aShadowDoesNotHideWhatARollbackLeadsTo() {
        Rollout half = RolloutOrder.share(old, "2", 50, NOW, null);

        Rollout shadowed = RolloutOrder.shadow(half, "3", NOW, null);

        assertThat(RolloutOrder.rollback(shadowed, NOW, "bad").versions())
                .isEqualTo(old.versions());
    }

    @Test
    void aShadowCanBecomeAVersionThatAnswers() {
        Rollout shadowed = RolloutOrder.shadow(old, "2", NOW, null);

        Rollout promoted = RolloutOrder.share(shadowed, "2", 50, NOW, null);

        assertThat(promoted.versions())
                .containsExactly(VersionShare.of("2", 50), VersionShare.of("1", 50));
        assertThat(RolloutOrder.rollback(promoted, NOW, null).versions()).isEqualTo(old.versions());
    }

    @Test
    void aVersionThatAnswersCannotBecomeAShadow() {
        assertThatThrownBy(() -> RolloutOrder.shadow(old, "1", NOW, null))
                .isInstanceOf(InvalidRolloutException.class);
    }

    @Test
    void percentagesThatCannotBeAreRefused() {
        for (double percent : new double[] {0, -1, 101, Double.NaN}) {
            assertThatThrownBy(() -> RolloutOrder.share(old, "2", percent, NOW, null))
                    .isInstanceOf(InvalidRolloutException.class);
        }
        assertThatThrownBy(() -> RolloutOrder.share(old, "1", 50, NOW, null))
                .hasMessageContaining("roll out 100");
    }

    @Test
    void aRolloutSurvivesTheWayThroughItsRecord() {
        Rollout rollout =
                RolloutOrder.shadow(RolloutOrder.share(old, "2", 10, NOW, "why"), "3", NOW, "x");

        assertThat(Rollout.of(rollout.toRecord())).isEqualTo(rollout);
    }

    @Test
    void aRolloutThatNobodyAnswersInOrThatNamesAVersionTwiceIsRefused() {
        assertThatThrownBy(() -> rollout(VersionShare.shadow("1"), VersionShare.of("2", 0)))
                .hasMessageContaining("no version that answers");
        assertThatThrownBy(() -> rollout(VersionShare.of("1", 1), VersionShare.shadow("1")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> VersionShare.of("1", Double.NaN)).hasMessageContaining("weight");
    }

    private static Rollout rollout(VersionShare... versions) {
        return new Rollout("shop", List.of(versions), List.of(), NOW, null);
    }
}
