package dev.semsr.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionAssignmentTest {

    private static final int SESSIONS = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 10, 50, 90, 99})
    void aVersionGetsItsPercentageOfTheSessions(double percent) {
        Rollout rollout = rollout(share("new", percent), share("old", 100 - percent));

        assertThat(sessionsOf(rollout, "new").size() * 100.0 / SESSIONS)
                .isCloseTo(percent, within(1.0));
    }

    @Test
    void weightsAreRelativeToEachOther() {
        Rollout small = rollout(share("a", 1), share("b", 3));
        Rollout large = rollout(share("a", 25), share("b", 75));

        assertThat(sessionsOf(small, "a")).isEqualTo(sessionsOf(large, "a"));
    }

    @Test
    void aGrowingPercentageMovesSessionsOnlyFromTheOldToTheNewVersion() {
        Set<String> before = new HashSet<>();
        for (double percent : new double[] {1, 5, 10, 25, 50, 75, 100}) {
            Rollout rollout =
                    percent < 100
                            ? rollout(share("new", percent), share("old", 100 - percent))
                            : rollout(share("new", 100));
            Set<String> now = sessionsOf(rollout, "new");

            assertThat(now).as("with %s %%", percent).containsAll(before);
            before = now;
        }
    }

    @Test
    void whenOneOfThreeGrowsNoSessionMovesBetweenTheOthers() {
        Rollout small = rollout(share("a", 60), share("b", 30), share("c", 10));
        Rollout large = rollout(share("a", 40), share("b", 20), share("c", 40));

        assertThat(sessionsOf(small, "a")).containsAll(sessionsOf(large, "a"));
        assertThat(sessionsOf(small, "b")).containsAll(sessionsOf(large, "b"));
    }

    @Test
    void theOrderOfTheVersionsDecidesNothing() {
        Rollout one = rollout(share("a", 40), share("b", 60));
        Rollout other = rollout(share("b", 60), share("a", 40));

        assertThat(sessionsOf(one, "a")).isEqualTo(sessionsOf(other, "a"));
    }

    @Test
    void aSessionKeepsItsVersionWhileTheRolloutHasIt() {
        Rollout rollout = rollout(share("new", 99), share("old", 1));

        assertThat(IntStream.range(0, 1000).mapToObj(i -> "s" + i))
                .allMatch(id -> VersionAssignment.assign(rollout, id, "old").equals("old"));
    }

    @Test
    void aVersionOfWeightZeroKeepsItsSessionsAndGetsNoNewOnes() {
        Rollout rollout = rollout(share("new", 1), share("old", 0));

        assertThat(VersionAssignment.assign(rollout, "s", "old")).isEqualTo("old");
        assertThat(sessionsOf(rollout, "old")).isEmpty();
    }

    @Test
    void aSessionWhoseVersionLeftOrBecameAShadowGetsAnother() {
        Rollout rollout = rollout(share("new", 1), VersionShare.shadow("old"));

        assertThat(VersionAssignment.assign(rollout, "s", "old")).isEqualTo("new");
        assertThat(VersionAssignment.assign(rollout, "s", "gone")).isEqualTo("new");
    }

    @Test
    void theAssignmentIsTheSameInEveryReleaseOfThisProgram() {
        Rollout rollout = rollout(share("20260101-000000", 50), share("20260201-000000", 50));

        assertThat(IntStream.range(0, 8).filter(i -> isOfTheFirst(rollout, i)))
                .containsExactly(5, 7);
    }

    private static boolean isOfTheFirst(Rollout rollout, int session) {
        return VersionAssignment.assign(rollout, "session-" + session, null)
                .equals("20260101-000000");
    }

    private static Set<String> sessionsOf(Rollout rollout, String version) {
        Set<String> sessions = new HashSet<>();
        for (int i = 0; i < SESSIONS; i++) {
            if (VersionAssignment.assign(rollout, "session-" + i, null).equals(version)) {
                sessions.add("session-" + i);
            }
        }
        return sessions;
    }

    private static VersionShare share(String version, double weight) {
        return VersionShare.of(version, weight);
    }

    private static Rollout rollout(VersionShare... versions) {
        return new Rollout("shop", Arrays.asList(versions), List.of(), Instant.EPOCH, null);
    }
}
