package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NegativesTest {

    private static final int ITEMS = 40;

    private static final Batch BATCH =
            Batch.of(
                    List.of(
                            new Example(new int[] {0, 1, 0, 2}, 3),
                            new Example(new int[] {4}, 1),
                            new Example(new int[] {5, 5, 2}, 6)),
                    10);

    @BeforeAll
    static void loadNatives() {
        TensorFlowNatives.load();
    }

    @Test
    void withAllItemsDrawnLossAndGradientsAreThoseOfTheFullSoftmax() {
        Map<String, float[]> full = gradients(0, 1);
        Map<String, float[]> drawn = gradients(ITEMS, 1);
        full.forEach(
                (name, values) -> {
                    for (int i = 0; i < values.length; i++) {
                        assertThat(drawn.get(name)[i])
                                .as(name + " " + i)
                                .isCloseTo(values[i], within(1e-5f));
                    }
                });
    }

    @Test
    void theMoreAreDrawnTheNearerTheLossIsToTheFullOne() {
        double full = gradients(0, 1).get("loss")[0];
        double few = error(full, 4);
        double some = error(full, 16);
        double most = error(full, 36);
        assertThat(some).isLessThan(few);
        assertThat(most).isLessThan(some);
        assertThat(most).isLessThan(0.02 * full);
    }

    @Test
    void aStepDrawsTheSameAgainAndOnlyClickedItemsEachOnce() {
        boolean[] clicked = new boolean[ITEMS];
        Arrays.fill(clicked, 0, 30, true);
        try (TrainingGraph graph = graph(12, clicked)) {
            int[] third = graph.drawn(3);
            assertThat(third).hasSize(12).doesNotHaveDuplicates();
            assertThat(Arrays.stream(third).boxed()).allMatch(row -> row < 30);
            assertThat(graph.drawn(3)).isEqualTo(third);
            assertThat(graph.drawn(4)).isNotEqualTo(third);
        }
    }

    @Test
    void overManyStepsEveryItemIsDrawnAsOften() {
        int[] counts = new int[ITEMS];
        try (TrainingGraph graph = graph(10, all())) {
            for (int step = 0; step < 2000; step++) {
                Arrays.stream(graph.drawn(step)).forEach(row -> counts[row]++);
            }
        }
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 400 && count < 600);
    }

    /** Root of the mean squared difference to the full loss, over draws. */
    private static double error(double full, int negatives) {
        try (TrainingGraph graph = graph(negatives, all())) {
            double sum = 0;
            for (int step = 0; step < 50; step++) {
                double loss = graph.gradients(BATCH, step).get("loss")[0];
                sum += (loss - full) * (loss - full);
            }
            return Math.sqrt(sum / 50);
        }
    }

    private static Map<String, float[]> gradients(int negatives, long step) {
        try (TrainingGraph graph = graph(negatives, all())) {
            return graph.gradients(BATCH, step);
        }
    }

    private static TrainingGraph graph(int negatives, boolean[] clicked) {
        TrainingSettings settings =
                TrainingSettings.defaults(Variant.BASE, Backbone.NISER).toBuilder()
                        .dimension(4)
                        .scale(3)
                        .maxLength(10)
                        .dropout(0)
                        .negatives(negatives)
                        .build();
        TrainingGraph graph = new TrainingGraph(settings, settings.network(0), null, clicked);
        Random random = new Random(9);
        float[] items = new float[ITEMS * 4];
        IntStream.range(0, items.length).forEach(i -> items[i] = (float) random.nextGaussian());
        graph.restore(Map.of("items/interaction", items));
        return graph;
    }

    private static boolean[] all() {
        boolean[] clicked = new boolean[ITEMS];
        Arrays.fill(clicked, true);
        return clicked;
    }
}
