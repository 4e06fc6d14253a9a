package dev.semsr.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefreshRolloutOptionsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T02:00:00Z");

    @Test
    void refreshesNightAfterNightDoNotLeaveMoreThanTwoVersions() {
        Rollout rollout =
                new Rollout("shop", List.of(VersionShare.of("0", 100)), List.of(), NOW, null);

        for (String version : List.of("1", "2", "3")) {
            Rollout base = RefreshRolloutOptions.undecided(rollout, version);
            rollout = RolloutOrder.share(base, version, 10, NOW, null);
        }

        assertThat(rollout.versions())
                .containsExactly(VersionShare.of("3", 10), VersionShare.of("0", 90));
        assertThat(rollout.previous()).extracting(VersionShare::version).containsExactly("0");
    }

    @Test
    void aRolloutThatIsOrderedOnceMoreStaysAsItIs() {
        Rollout old = new Rollout("shop", List.of(VersionShare.of("0", 100)), List.of(), NOW, null);
        Rollout part = RolloutOrder.share(old, "1", 10, NOW, null);

        assertThat(RefreshRolloutOptions.undecided(part, "1")).isEqualTo(part);
    }

    @Test
    void aShadowStays() {
        Rollout old = new Rollout("shop", List.of(VersionShare.of("0", 100)), List.of(), NOW, null);
        Rollout shadowed = RolloutOrder.shadow(old, "s", NOW, null);

        assertThat(RefreshRolloutOptions.undecided(shadowed, "1").versions())
                .containsExactly(VersionShare.of("0", 100), VersionShare.shadow("s"));
    }
}
