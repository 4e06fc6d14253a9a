package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.schemas.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClosestClickTest {

    private static final Map<String, float[]> VECTORS =
            Map.of(
                    "lamp", new float[] {1, 0},
                    "chair", new float[] {0, 1},
                    "other lamp", new float[] {0.8f, 0.6f},
                    "stool", new float[] {0.6f, 0.8f});

    @Test
    void anItemAnswersTheClickThatItIsMostLike() {
        assertThat(answered(true, "lamp", "chair", "unknown"))
                .containsExactly("lamp", "chair", null, null);
        assertThat(answered(true, "chair", "lamp"))
                .as("the order of the clicks does not matter")
                .containsExactly("lamp", "chair", null, null);
    }

    @Test
    void withoutAKnownClickOrUnlessItIsWantedNothingIsSaid() {
        assertThat(answered(true, "unknown")).containsOnlyNulls();
        assertThat(answered(false, "lamp", "chair")).containsOnlyNulls();
    }

    private static List<String> answered(boolean explain, String... session) {
        List<Candidate> candidates =
                List.of(
                        new Candidate("other lamp", 4, Source.MODEL, null),
                        new Candidate("stool", 3, Source.MODEL, null),
                        new Candidate("no vector", 2, Source.MODEL, null),
                        new Candidate("popular", 1, Source.POPULAR, "too few items"));
        return new RankingPipeline(
                        new RankingSettings(4, true, true, 0, 0, explain),
                        ItemLookup.NOTHING,
                        RuleBook.EMPTY,
                        ids -> VECTORS)
                        .rank(RankingRequest.of(List.of(session)), List.of(() -> candidates))
                        .items()
                        .stream()
                        .map(Candidate::answersItem)
                        .toList();
    }
}
