package dev.semsr.core.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.RankingPipeline;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.schemas.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackLadderTest {

    private final PopularityFallback popular =
            new PopularityFallback(List.of(new PopularItem("d", 40), new PopularItem("b", 10)));

    private final FallbackLadder ladder = new FallbackLadder(coVisits(), popular);

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
    void popularItemsOfTheSessionsCategoriesStandBetweenCoVisitsAndPopularItems() {
        FallbackLadder whole = withCategories(coVisits());

        assertThat(whole.candidates(List.of("a"), FallbackReason.TIMEOUT))
                .containsExactly(
                        new Candidate("b", 1.8f, Source.CO_VISIT, "timeout"),
                        new Candidate("c", 1.2f, Source.CO_VISIT, "timeout"),
                        new Candidate("x", 1, Source.POPULAR_IN_CATEGORY, "timeout"),
                        new Candidate("y", 0.625f, Source.POPULAR_IN_CATEGORY, "timeout"),
                        new Candidate("d", 0.5f, Source.POPULAR, "timeout"),
                        new Candidate("b", 0.125f, Source.POPULAR, "timeout"));
    }

    @Test
    void aNewItemThatNobodyClickedIsAnsweredFromItsCategory() {
        assertThat(
                        withCategories(CoVisitFallback.EMPTY)
                                .candidates(List.of("new"), FallbackReason.UNKNOWN_ITEMS))
                .extracting(Candidate::source)
                .containsExactly(
                        Source.POPULAR_IN_CATEGORY,
                        Source.POPULAR_IN_CATEGORY,
                        Source.POPULAR,
                        Source.POPULAR);
    }

    @Test
    void narrowCategoriesAndNewClicksCountMore() {
        // z is best in the narrow category of the newer click, x in the older one's and in the wide
        // one: z 1; x 0.5 (older) + 0.5 + 0.25 (wide, of both clicks) = 1.25.
        ItemLookup items = id -> item(id.equals("newer") ? "Chairs" : "Lamps");
        CategoryFallback categories =
                new CategoryFallback(
                        Map.of(
                                "Home", List.of(new PopularItem("x", 5)),
                                "Lamps", List.of(new PopularItem("x", 5)),
                                "Chairs", List.of(new PopularItem("z", 2))),
                        items);

        assertThat(categories.candidates(List.of("older", "newer"), "r"))
                .containsExactly(
                        new Candidate("x", 1, Source.POPULAR_IN_CATEGORY, "r"),
                        new Candidate("z", 0.9f, Source.POPULAR_IN_CATEGORY, "r"));
    }

    private FallbackLadder withCategories(CoVisitFallback coVisits) {
        CategoryFallback categories =
                new CategoryFallback(
                        Map.of("Lamps", List.of(new PopularItem("x", 8), new PopularItem("y", 2))),
                        id -> item("Lamps"));
        return new FallbackLadder(coVisits, categories, popular);
    }

    private static ItemAttributes item(String category) {
        return new ItemAttributes(List.of("Home", category), null, true, Map.of());
    }

    private static CoVisitFallback coVisits() {
        return new CoVisitFallback(
                List.of("a", "b", "c", "d"),
                CoVisits.of(List.of(new int[] {0, 1, 2}, new int[] {0, 1}), 9, 9));
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
