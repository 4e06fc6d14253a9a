package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RankingPipelineTest {

    @Test
    void itemsOfTheSessionAreLeftOut() {
        assertThat(ranked(List.of("b", "d"), new RankingSettings(20, true)))
                .containsExactly("a", "c");
    }

    @Test
    void itemsOfTheSessionStayWhenTheFilterIsOff() {
        assertThat(ranked(List.of("b", "d"), new RankingSettings(20, false)))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void theListIsCutAfterFiltering() {
        assertThat(ranked(List.of("a"), new RankingSettings(2, true))).containsExactly("b", "c");
    }

    @Test
    void anItemThatOccursTwiceCountsOnceInItsBetterPlace() {
        List<Candidate> candidates = candidates("a", "b", "a", "c");

        assertThat(RankingPipeline.rank(candidates, List.of(), RankingSettings.DEFAULT))
                .extracting(Candidate::itemId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void aListWithoutItemsIsRefused() {
        assertThatThrownBy(() -> new RankingSettings(0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    private static List<String> ranked(List<String> session, RankingSettings settings) {
        return RankingPipeline.rank(candidates("a", "b", "c", "d"), session, settings).stream()
                .map(Candidate::itemId)
                .toList();
    }

    private static List<Candidate> candidates(String... ids) {
        return Stream.of(ids).map(id -> new Candidate(id, 1f, Source.MODEL, null)).toList();
    }
}
