package dev.semsr.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.schemas.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiversityTest {

    /** a and b point the same way, c across, d halfway between (cosine 0.6 and 0.8). */
    private static final Map<String, float[]> VECTORS =
            Map.of(
                    "a", new float[] {1, 0},
                    "b", new float[] {1, 0},
                    "c", new float[] {0, 1},
                    "d", new float[] {0.6f, 0.8f});

    private static final List<Candidate> CANDIDATES =
            List.of(candidate("a", 5), candidate("b", 4), candidate("c", 2), candidate("d", 1));

    @Test
    void theNextItemIsTheBestOneThatIsNotLikeThoseAbove() {
        // Relevance: a 1, b 0.75, c 0.25, d 0. Strength 0.5, all values halved:
        // after a: b 0.75 - 1, c 0.25 - 0, d 0 - 0.6; after c: b 0.75 - 1, d 0 - 0.8.
        assertThat(chosen(0.5, 4)).containsExactly("a", "c", "b", "d");
    }

    @Test
    void weakDiversityKeepsTheOrderOfTheScores() {
        // 0.2: after a: b 0.8 * 0.75 - 0.2 = 0.4, c 0.8 * 0.25 = 0.2, d -0.12.
        assertThat(chosen(0.2, 3)).containsExactly("a", "b", "c");
    }

    @Test
    void itemsAboveCountToo() {
        // above is c. 0.5: a 1 - 0, b 0.75 - 0, d 0 - 0.8; after a: b 0.75 - 1, d -0.8.
        List<Candidate> left = List.of(CANDIDATES.get(0), CANDIDATES.get(1), CANDIDATES.get(3));
        List<Candidate> above = List.of(candidate("d", 9));
        // likeness to d: a 0.6, b 0.6, c 0.8
        assertThat(
                        new Diversity(0.5, new Similarity(ItemLookup.NOTHING, VECTORS))
                                .choose(above, left, 1))
                .extracting(Candidate::itemId)
                .containsExactly("a");
        assertThat(
                        new Diversity(0.9, new Similarity(ItemLookup.NOTHING, VECTORS))
                                .choose(List.of(candidate("a", 9)), CANDIDATES.subList(1, 3), 1))
                .extracting(Candidate::itemId)
                .containsExactly("c");
    }

    @Test
    void likenessIsTheMeanOfWhatIsKnownOfBoth() {
        Map<String, ItemAttributes> known =
                Map.of(
                        "a", item("Lamps", "Acme"),
                        "b", item("Lamps", "Other"),
                        "c", item("Chairs", null));
        ItemLookup items = id -> known.getOrDefault(id, ItemAttributes.UNKNOWN);
        Similarity similarity = new Similarity(items, VECTORS);

        assertThat(similarity.of("a", "b")).isEqualTo((1 + 1 + 0) / 3.0, within(1e-9));
        assertThat(similarity.of("a", "c")).isZero();
        assertThat(similarity.of("a", "d")).isEqualTo(0.6, within(1e-6));
        assertThat(new Similarity(items, Map.of()).of("a", "b")).isEqualTo(0.5, within(1e-9));
        assertThat(new Similarity(ItemLookup.NOTHING, Map.of()).of("a", "b")).isZero();
    }

    private static List<String> chosen(double strength, int wanted) {
        return new Diversity(strength, new Similarity(ItemLookup.NOTHING, VECTORS))
                .choose(List.of(), CANDIDATES, wanted).stream().map(Candidate::itemId).toList();
    }

    private static ItemAttributes item(String category, String brand) {
        return new ItemAttributes(List.of("Home", category), brand, true, Map.of());
    }

    private static Candidate candidate(String id, float score) {
        return new Candidate(id, score, Source.MODEL, null);
    }
}
