package dev.semsr.core.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.neighbour.CoVisits.Follower;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoVisitsTest {

    private static final List<int[]> SESSIONS =
            List.of(new int[] {0, 1, 2}, new int[] {0, 2}, new int[] {3, 0, 3});

    @Test
    void aFollowerCountsOneOverItsDistanceAndOnlyForward() {
        CoVisits coVisits = CoVisits.of(SESSIONS, 10, 10);

        assertThat(coVisits.after(0))
                .containsExactly(
                        new Follower(2, 1.5, 1.5 / 3.5),
                        new Follower(1, 1, 1 / 3.5),
                        new Follower(3, 1, 1 / 3.5));
        assertThat(coVisits.after(2)).isEmpty();
        assertThat(coVisits.after(3))
                .containsExactly(new Follower(0, 1, 1 / 1.5), new Follower(3, 0.5, 0.5 / 1.5));
        assertThat(coVisits.after(99)).isEmpty();
    }

    @Test
    void onlyTheBestAreKeptButSharesAreOfAll() {
        CoVisits coVisits = CoVisits.of(SESSIONS, 10, 1);

        assertThat(coVisits.after(0)).containsExactly(new Follower(2, 1.5, 1.5 / 3.5));
        assertThat(coVisits.total(0)).isEqualTo(3.5);
    }

    @Test
    void clicksBeyondTheReachDoNotCount() {
        assertThat(CoVisits.of(SESSIONS, 1, 10).after(0))
                .extracting(Follower::weight)
                .containsExactly(1.0, 1.0, 1.0);
    }

    @Test
    void theNewestClicksAddUpWithDecay() {
        CoVisits coVisits = CoVisits.of(SESSIONS, 10, 10);

        assertThat(coVisits.following(new int[] {3, 0}, 1, 0.5)).containsOnlyKeys(1, 2, 3);
        assertThat(coVisits.following(new int[] {3, 0}, 2, 0.5))
                .containsOnlyKeys(0, 1, 2, 3)
                .hasEntrySatisfying(
                        3, share -> assertThat(share).isEqualTo(1 / 3.5 + 0.5 / 3, within(1e-12)));
        assertThat(coVisits.following(new int[0], 2, 0.5)).isEmpty();
    }

    @Test
    void countsOfDifferentLengthAreRefused() {
        assertThatThrownBy(
                        () -> CoVisits.counted(new int[1][0], new double[2][0], new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 items with followers, but 2 with weights");
    }
}
