package dev.semsr.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankingMetricsTest {

    /** Ranks 1, 3, 21 and none, computed by hand. */
    @Test
    void meansAgreeWithHandComputedOnes() {
        RankingMetrics metrics = new RankingMetrics(2, 20, 100);
        for (int rank : new int[] {1, 3, 21, TargetRank.NONE}) {
            metrics.add(rank);
        }

        assertThat(metrics.cases()).isEqualTo(4);
        assertThat(metrics.at(2)).isEqualTo(new CutoffMetrics(2, 0.25, 0.25, 0.25));
        // 1/1 + 1/3 over 4; 1/log2(2) + 1/log2(4) over 4
        assertThat(metrics.at(20).recall()).isEqualTo(0.5);
        assertThat(metrics.at(20).mrr()).isCloseTo(0.333333333, within(1e-9));
        assertThat(metrics.at(20).ndcg()).isCloseTo(0.375, within(1e-12));
        // + 1/21; + 1/log2(22) = 0.224243824...
        assertThat(metrics.at(100).recall()).isEqualTo(0.75);
        assertThat(metrics.at(100).mrr()).isCloseTo(0.345238095, within(1e-9));
        assertThat(metrics.at(100).ndcg()).isCloseTo(0.431060956, within(1e-8));
        assertThat(metrics.means()).hasSize(3);
    }

    @Test
    void theRankAtTheCutoffStillCounts() {
        RankingMetrics metrics = new RankingMetrics(20);
        metrics.add(20);

        assertThat(metrics.at(20).recall()).isEqualTo(1);
        assertThat(metrics.at(20).mrr()).isEqualTo(0.05);
    }

    @Test
    void noCasesHaveNoMeans() {
        assertThat(new RankingMetrics(5).at(5).recall()).isNaN();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new RankingMetrics(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new RankingMetrics()).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> new RankingMetrics(5).add(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new RankingMetrics(5).at(6)).hasMessageContaining("No cut-off 6");
    }
}
