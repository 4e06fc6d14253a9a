package dev.semsr.app.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutProgressTest {

    private static final Instant ISSUED = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant BEFORE = ISSUED.minusSeconds(3600);
    private static final Instant NOW = ISSUED.plusSeconds(5);

    private final RolloutProgress progress =
            new RolloutProgress(
                    new Rollout(
                            "shop",
                            List.of(VersionShare.of("2", 50), VersionShare.of("1", 50)),
                            List.of(),
                            ISSUED,
                            null),
                    Duration.ofSeconds(30));

    @Test
    void withoutAnyProcessItIsNotDone() {
        assertThat(progress.isDone(NOW)).isFalse();
    }

    @Test
    void itIsDoneWhenEveryProcessHasEveryVersionReady() {
        report("a", "1", VersionState.READY, ISSUED);
        report("a", "2", VersionState.READY, ISSUED);
        report("b", "1", VersionState.READY, ISSUED);
        assertThat(progress.isDone(NOW)).isFalse();
        assertThat(progress.readyProcesses(NOW)).isEqualTo(1);

        report("b", "2", VersionState.READY, ISSUED);

        assertThat(progress.isDone(NOW)).isTrue();
    }

    @Test
    void whatWasReadyForAnEarlierRolloutDoesNotCountButTheProcessDoes() {
        report("a", "1", VersionState.READY, BEFORE);
        report("a", "2", VersionState.READY, BEFORE);

        assertThat(progress.processes(NOW)).isEqualTo(1);
        assertThat(progress.isDone(NOW)).isFalse();
    }

    @Test
    void aProcessThatHasGoneSilentIsNotWaitedFor() {
        report("gone", "1", VersionState.READY, BEFORE);
        Instant later = ISSUED.plusSeconds(60);
        progress.accept(status("a", "1", VersionState.READY, ISSUED, later));
        progress.accept(status("a", "2", VersionState.READY, ISSUED, later));

        assertThat(progress.isDone(later)).isTrue();
    }

    @Test
    void aRefusalIsTold() {
        report("a", "2", VersionState.REFUSED, ISSUED);

        assertThat(progress.refusals()).containsEntry("a, version 2", "because");
    }

    @Test
    void aRefusalOfAnEarlierRolloutIsNotTold() {
        report("a", "2", VersionState.REFUSED, BEFORE);

        assertThat(progress.refusals()).isEmpty();
    }

    private void report(String process, String version, VersionState state, Instant rollout) {
        progress.accept(status(process, version, state, rollout, ISSUED.plusSeconds(1)));
    }

    private static ModelStatus status(
            String process, String version, VersionState state, Instant rollout, Instant time) {
        String reason = state == VersionState.REFUSED ? "because" : null;
        return new ModelStatus("shop", version, state, reason, rollout, process, time);
    }
}
