package dev.semsr.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.lab.fixture.HandMade;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselinesTest {

    private static final List<String> IDS = List.of("a", "b", "c", "d");

    private static final List<int[]> SESSIONS =
            List.of(new int[] {0, 1, 2}, new int[] {0, 2}, new int[] {3, 3, 3});

    @Test
    void theSessionsItemsComeByClicksThenByRecencyAndThenThePopularOnes() {
        Scorer scorer = new SessionPopularityScorer(IDS, SESSIONS);

        assertThat(ids(scorer, "b", "a", "a", "c")).containsExactly("a", "c", "b", "d");
        assertThat(ids(scorer, "?")).containsExactly("d", "a", "c", "b");
    }

    @Test
    void coVisitsFollowTheLastClickOrTheLastFew() {
        assertThat(ids(new CoVisitScorer(IDS, SESSIONS), "d", "a")).containsExactly("c", "b");
        assertThat(ids(new CoVisitScorer(IDS, SESSIONS), "?")).isEmpty();
        assertThat(
                        ids(
                                new CoVisitScorer(
                                        IDS, SESSIONS, new CoVisitScorer.Settings(1, 1, 2, 0.5)),
                                "d",
                                "a"))
                .containsExactly("b", "d");
    }

    @Test
    void neighboursVoteForWhatTheyHold() {
        List<ScoredItem> list =
                new NeighbourScorer(IDS, SESSIONS).recommend(List.of(List.of("a")), 9).get(0);

        assertThat(list).extracting(ScoredItem::itemId).containsExactly("b", "a", "c");
        assertThat(list.get(0).score()).isEqualTo((float) (0.9 * Math.log(3)), within(1e-6f));
        assertThat(list.get(2).score()).isEqualTo((float) (1.8 * Math.log(1.5)), within(1e-6f));
    }

    @Test
    void textIsComparedWithTheMeanOfTheSessionWithTheNewestFirst() {
        VectorTable text = VectorTable.zeros(4, 2);
        text.setRow(0, new float[] {3, 0});
        text.setRow(1, new float[] {0, 0.5f});
        text.setRow(2, new float[] {2, 4});
        Scorer scorer = new TextCosineScorer(IDS, text);

        List<ScoredItem> list = scorer.recommend(List.of(List.of("a", "b")), 9).get(0);

        // the mean is (0.5, 1) up to its length, which is the direction of c
        assertThat(list).extracting(ScoredItem::itemId).containsExactly("c", "b", "a", "d");
        assertThat(list.get(0).score()).isEqualTo(1, within(1e-6f));
        assertThat(list.get(1).score()).isEqualTo((float) (2 / Math.sqrt(5)), within(1e-6f));
        assertThat(list.get(3).score()).isZero();
    }

    @Test
    void aSessionWithoutTextHasNoAnswerByText() {
        VectorTable text = VectorTable.zeros(4, 2);
        text.setRow(0, new float[] {1, 0});

        assertThat(ids(new TextCosineScorer(IDS, text), "d")).isEmpty();
        assertThat(ids(new TextCosineScorer(IDS, text), "?")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"popularity", "session-popularity", "co-visits", "vmis-knn", "text-cosine"})
    void aSessionHasTheSameListAloneInABatchAndInAnyOrder(String name) {
        Random random = new Random(3);
        Split split = split(random);
        Scorer scorer = Baselines.of(name, split, randomText(split.itemIds().size(), random));
        List<List<String>> sessions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sessions.add(
                    random.ints(1 + random.nextInt(5), 0, split.itemIds().size())
                            .mapToObj(split.itemIds()::get)
                            .toList());
        }
        List<List<ScoredItem>> together = scorer.recommend(sessions, 10);

        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            order.add(i);
            assertThat(scorer.recommend(List.of(sessions.get(i)), 10).get(0))
                    .isEqualTo(together.get(i));
        }
        Collections.shuffle(order, random);
        assertThat(scorer.recommend(order.stream().map(sessions::get).toList(), 10))
                .isEqualTo(order.stream().map(together::get).toList());
        assertThat(together).anySatisfy(list -> assertThat(list).isNotEmpty());
        assertThat(scorer.variant()).isEqualTo(name);
        assertThat(scorer.version()).isEqualTo(name);
    }

    @Test
    void anUnknownNameOrMissingTextIsSaid() {
        Split split = split(new Random(1));

        assertThatThrownBy(() -> Baselines.of("luck", split, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'luck'")
                .hasMessageContaining("vmis-knn");
        assertThatThrownBy(() -> Baselines.of("text-cosine", split, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text vectors");
    }

    private static List<String> ids(Scorer scorer, String... session) {
        return scorer.recommend(List.of(List.of(session)), 9).get(0).stream()
                .map(ScoredItem::itemId)
                .toList();
    }

    private static Split split(Random random) {
        StringBuilder clicks = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            clicks.append('u').append(random.nextInt(40)).append(':');
            clicks.append((char) ('a' + random.nextInt(12))).append(' ');
        }
        return new GlobalTimeSplit(0.9, 0.5, 1e-9).split(HandMade.clicks(clicks.toString().trim()));
    }

    private static VectorTable randomText(int rows, Random random) {
        VectorTable text = VectorTable.zeros(rows, 5);
        for (int row = 0; row < rows; row++) {
            float[] vector = new float[5];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = (float) random.nextGaussian();
            }
            text.setRow(row, vector);
        }
        return text;
    }
}
