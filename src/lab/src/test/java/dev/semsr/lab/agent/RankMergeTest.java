package dev.semsr.lab.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankMergeTest {

    private static final List<Match> FIRST = List.of(new Match(1, 0.9f), new Match(2, 0.5f));
    private static final List<Match> SECOND =
            List.of(new Match(3, 0.4f), new Match(1, 0.3f), new Match(2, 0.8f));

    @Test
    void theListsTakeTurnsAndAnItemKeepsItsFirstPlaceAndBestCosine() {
        assertThat(RankMerge.merge(List.of(FIRST, SECOND), 10))
                .containsExactly(new Match(1, 0.9f), new Match(3, 0.4f), new Match(2, 0.8f));
    }

    @Test
    void theMergedListEndsWhereItIsLongEnough() {
        assertThat(RankMerge.merge(List.of(FIRST, SECOND), 2)).hasSize(2);
    }

    @Test
    void nothingIsMergedFromNothing() {
        assertThat(RankMerge.merge(List.of(), 10)).isEmpty();
    }
}
