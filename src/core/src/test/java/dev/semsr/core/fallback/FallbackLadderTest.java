package dev.semsr.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.RankingPipeline;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.schemas.Source;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackLadderTest {

    private final PopularityFallback popular =
            new PopularityFallback(List.of(new PopularItem("d", 40), new PopularItem("b", 10)));

    private final FallbackLadder ladder =
            new FallbackLadder(
                    new CoVisitFallback(
                            List.of("a", "b", "c", "d"),
                            CoVisits.of(List.of(new int[] {0, 1, 2}, new int[] {0, 1}), 9, 9)),
                    popular);

    @Test
    void aKnownItemIsFollowedByWhatOthersVisitedAndThenByPopularItems() {
        List<Candidate> candidates = ladder.candidates(List.of("a"), FallbackReason.TIMEOUT);

        assertThat(candidates)
                .containsExactly(
                        new Candidate("b", 1.8f, Source.CO_VISIT, "timeout"),
                        new Candidate("c", 1.2f, Source.CO_VISIT, "timeout"),
                        new Candidate("d", 1, Source.POPULAR, "timeout"),
                        new Candidate("b", 0.25f, Source.POPULAR, "timeout"));
        assertThat(candidates)
                .isSortedAccordingTo(Comparator.comparing(Candidate::score).reversed());
    }

    @Test
    void anItemOfBothStepsStandsInTheListOnceAsACoVisit() {
        List<Candidate> list =
                RankingPipeline.rank(
                        ladder.candidates(List.of("a"), FallbackReason.OVERLOAD),
                        List.of("a"),
                        RankingSettings.DEFAULT);

        assertThat(list).extracting(Candidate::itemId).containsExactly("b", "c", "d");
    }

    @Test
    void unknownItemsAmongKnownOnesArePassedOver() {
        assertThat(ladder.candidates(List.of("a", "?"), FallbackReason.TIMEOUT))
                .isEqualTo(ladder.candidates(List.of("a"), FallbackReason.TIMEOUT));
    }

    @Test
    void nothingKnownOrNothingFollowingGivesThePopularItems() {
        List<Candidate> onlyPopular = popular.candidates("unknown items");

        assertThat(ladder.candidates(List.of("?"), FallbackReason.UNKNOWN_ITEMS))
                .isEqualTo(onlyPopular);
        assertThat(ladder.candidates(List.of("c"), FallbackReason.UNKNOWN_ITEMS))
                .isEqualTo(onlyPopular);
        assertThat(ladder.candidates(List.of(), FallbackReason.UNKNOWN_ITEMS))
                .isEqualTo(onlyPopular);
    }

    @Test
    void anEmptyLadderAnswersNothing() {
        assertThat(FallbackLadder.EMPTY.candidates(List.of("a"), FallbackReason.NO_MODEL))
                .isEmpty();
    }

    @Test
    void coVisitsAnswerAlsoWithoutPopularItems() {
        FallbackLadder alone =
                new FallbackLadder(
                        new CoVisitFallback(
                                List.of("a", "b"), CoVisits.of(List.of(new int[] {0, 1}), 9, 9)),
                        PopularityFallback.EMPTY);

        assertThat(alone.candidates(List.of("a"), FallbackReason.NO_MODEL))
                .containsExactly(new Candidate("b", 2, Source.CO_VISIT, "no model"));
    }
}
