package dev.semsr.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.scoring.ScoredItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopularityScorerTest {

    @Test
    void everyoneGetsTheMostClickedItems() {
        try (PopularityScorer scorer =
                new PopularityScorer(
                        List.of("a", "b", "c", "d"),
                        List.of(new int[] {2, 1, 2}, new int[] {2, 0, 1}, new int[] {0}))) {
            List<List<ScoredItem>> lists =
                    scorer.recommend(List.of(List.of("a"), List.of("nothing")), 9);

            assertThat(lists).hasSize(2);
            assertThat(lists.get(0))
                    .isEqualTo(lists.get(1))
                    .containsExactly(
                            new ScoredItem("c", 3, Float.NaN),
                            new ScoredItem("a", 2, Float.NaN),
                            new ScoredItem("b", 2, Float.NaN));
            assertThat(scorer.recommend(List.of(List.of("a")), 1).get(0)).hasSize(1);
            assertThat(scorer.items()).contains("d");
        }
    }
}
