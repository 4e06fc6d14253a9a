package dev.semsr.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.scoring.ScoredItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetRankTest {

    private static final List<ScoredItem> LIST =
            List.of(item("a", 9), item("b", 5), item("c", 5), item("d", 5), item("e", 1));

    @Test
    void inAListTheTargetStandsBehindItsTies() {
        assertThat(TargetRank.in(LIST, "a")).isEqualTo(1);
        assertThat(TargetRank.in(LIST, "b")).isEqualTo(4);
        assertThat(TargetRank.in(LIST, "d")).isEqualTo(4);
        assertThat(TargetRank.in(LIST, "e")).isEqualTo(5);
    }

    @Test
    void aTargetThatIsNotInTheListHasNoRank() {
        assertThat(TargetRank.in(LIST, "x")).isEqualTo(TargetRank.NONE);
        assertThat(TargetRank.in(List.of(), "x")).isEqualTo(TargetRank.NONE);
    }

    @Test
    void amongScoresTheTargetStandsBehindItsTies() {
        float[] scores = {0.5f, 0.9f, 0.5f, Float.NaN, -1f};

        assertThat(TargetRank.among(scores, 1)).isEqualTo(1);
        assertThat(TargetRank.among(scores, 0)).isEqualTo(3);
        assertThat(TargetRank.among(scores, 2)).isEqualTo(3);
        assertThat(TargetRank.among(scores, 4)).isEqualTo(4);
        assertThat(TargetRank.among(scores, 3)).isEqualTo(TargetRank.NONE);
    }

    /** A scorer that gives every item the same score must not look good. */
    @Test
    void aConstantScorerRanksEveryTargetLast() {
        assertThat(TargetRank.among(new float[100], 0)).isEqualTo(100);
    }

    private static ScoredItem item(String id, float score) {
        return new ScoredItem(id, score, Float.NaN);
    }
}
