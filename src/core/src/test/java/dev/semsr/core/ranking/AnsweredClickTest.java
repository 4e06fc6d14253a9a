package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.schemas.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnsweredClickTest {

    private static final Map<String, float[]> VECTORS =
            Map.of(
                    "lamp", new float[] {1, 0},
                    "same lamp", new float[] {1, 0},
                    "chair", new float[] {0, 1},
                    "other lamp", new float[] {0.8f, 0.6f},
                    "stool", new float[] {0.6f, 0.8f});

    private final List<String> asked = new ArrayList<>();
    private Map<String, Double> attention = Map.of();
    private boolean explain = true;

    @Test
    void anItemAnswersTheClickWithTheLargestProductOfAttentionAndLikeness() {
        attention = Map.of("lamp", 0.3, "chair", 0.7);
        assertThat(answered("lamp", "chair", "unknown"))
                .as("0.24 against 0.42, 0.18 against 0.56")
                .containsExactly("chair", "chair", null, null);

        attention = Map.of("lamp", 0.5, "chair", 0.5);
        assertThat(answered("lamp", "chair")).containsExactly("lamp", "chair", null, null);
    }

    @Test
    void ofEqualProductsTheNewestClickIsNamed() {
        attention = Map.of("lamp", 0.4, "same lamp", 0.4, "chair", 0.2);
        assertThat(answered("lamp", "chair", "same lamp")).startsWith("same lamp");
        assertThat(answered("same lamp", "chair", "lamp")).startsWith("lamp");
        assertThat(answered("lamp", "same lamp", "chair", "lamp"))
                .as("clicked again")
                .startsWith("lamp");
    }

    @Test
    void aClickThatTheModelDoesNotLookAtIsNotNamedHoweverAlikeItIs() {
        attention = Map.of("chair", 1.0, "lamp", 0.0);
        assertThat(answered("same lamp", "chair", "lamp")).startsWith("chair", "chair");
    }

    @Test
    void whereNoClickHasBothAttentionAndLikenessNoneIsNamed() {
        attention = Map.of("chair", 1.0);
        assertThat(answers(Map.of("bench", new float[] {0.6f, -0.8f}), "lamp", "chair"))
                .containsOnlyNulls();
        attention = Map.of();
        assertThat(answers(Map.of("bench", new float[] {-0.6f, -0.8f}), "lamp", "chair"))
                .as("without attention the closest is named, however far it is")
                .containsExactly("lamp");
    }

    @Test
    void withoutAttentionAnItemAnswersTheClickThatItIsMostLike() {
        assertThat(answered("lamp", "chair", "unknown"))
                .containsExactly("lamp", "chair", null, null);
        assertThat(answered("chair", "lamp"))
                .as("the order of the clicks does not matter")
                .containsExactly("lamp", "chair", null, null);
        assertThat(answered("lamp", "same lamp")).startsWith("same lamp");
    }

    @Test
    void withoutAKnownClickOrUnlessItIsWantedNothingIsSaid() {
        attention = Map.of("lamp", 0.5, "chair", 0.5);
        assertThat(answered("unknown")).containsOnlyNulls();
        asked.clear();
        explain = false;
        assertThat(answered("lamp", "chair")).containsOnlyNulls();
        assertThat(asked).isEmpty();
    }

    @Test
    void vectorsAndAttentionAreAskedForOnceAList() {
        answered("lamp", "chair");
        assertThat(asked).containsExactlyInAnyOrder("vectors", "attention of [lamp, chair]");
    }

    @Test
    void aListWithoutItemsOfTheModelAsksForNothing() {
        List<Candidate> popular = List.of(new Candidate("stool", 1, Source.POPULAR, "timeout"));
        assertThat(answers(popular, VECTORS, "lamp")).containsOnlyNulls();
        assertThat(asked).isEmpty();
    }

    private List<String> answered(String... session) {
        List<Candidate> candidates =
                List.of(
                        new Candidate("other lamp", 4, Source.MODEL, null),
                        new Candidate("stool", 3, Source.MODEL, null),
                        new Candidate("no vector", 2, Source.MODEL, null),
                        new Candidate("popular", 1, Source.POPULAR, "too few items"));
        return answers(candidates, VECTORS, session);
    }

    /** Of items of the model with these vectors. */
    private List<String> answers(Map<String, float[]> recommended, String... session) {
        Map<String, float[]> vectors = new java.util.HashMap<>(VECTORS);
        vectors.putAll(recommended);
        return answers(
                recommended.keySet().stream()
                        .map(id -> new Candidate(id, 1, Source.MODEL, null))
                        .toList(),
                vectors,
                session);
    }

    private List<String> answers(
            List<Candidate> candidates, Map<String, float[]> vectors, String... session) {
        return new RankingPipeline(
                        new RankingSettings(4, true, true, 0, 0, explain),
                        ItemLookup.NOTHING,
                        RuleBook.EMPTY,
                        ids -> {
                            asked.add("vectors");
                            return vectors;
                        },
                        clicks -> {
                            asked.add("attention of " + clicks);
                            return attention;
                        })
                        .rank(RankingRequest.of(List.of(session)), List.of(() -> candidates))
                        .items()
                        .stream()
                        .map(Candidate::answersItem)
                        .toList();
    }
}
