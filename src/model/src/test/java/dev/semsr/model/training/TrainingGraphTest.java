package dev.semsr.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Variant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingGraphTest {

    private static final int ITEMS = 7;
    private static final int DIMENSION = 4;
    private static final int TEXT = 5;
    private static final float STEP = 2e-3f;

    private static final List<Example> EXAMPLES =
            List.of(
                    new Example(new int[] {0, 1, 0, 2}, 3),
                    new Example(new int[] {4}, 1),
                    new Example(new int[] {5, 5, 2}, 6));

    @BeforeAll
    static void loadNatives() {
        TensorFlowNatives.load();
    }

    @ParameterizedTest
    @MethodSource("dev.semsr.model.network.Pairs#all")
    void everyGradientIsTheSlopeOfTheLoss(Backbone backbone, Variant variant) {
        Batch batch = Batch.of(EXAMPLES, 10);
        try (TrainingGraph graph = graph(backbone, variant, allClicked())) {
            assertSlopes(graph, batch, graph.weights().keySet());
        }
    }

    /** The authors detach the sums of item vectors, so that their gradient is not the slope. */
    @Test
    void theAuthorsNeighboursPassTheGradientOnToAllButItems() {
        Batch batch = Batch.of(EXAMPLES, 10);
        try (TrainingGraph graph = graph(Backbone.MSGAT_AUTHOR, Variant.BASE, allClicked())) {
            Set<String> names = new TreeSet<>(graph.weights().keySet());
            assertThat(names.remove("items/interaction")).isTrue();
            assertSlopes(graph, batch, names);
            assertThat(graph.gradients(batch, 3))
                    .allSatisfy(
                            (name, values) ->
                                    assertThat(product(values, values)).as(name).isPositive());
        }
    }

    private static void assertSlopes(TrainingGraph graph, Batch batch, Set<String> names) {
        Map<String, float[]> weights = graph.weights();
        Map<String, float[]> gradients = graph.gradients(batch, 3);
        for (String name : names) {
            float[] direction = direction(gradients.get(name));
            double expected = product(gradients.get(name), direction);
            double tolerance = 0.02 * Math.abs(expected) + 2e-3;
            double slope = slope(graph, batch, name, weights, direction, STEP);
            if (Math.abs(slope - expected) > tolerance) {
                // a kink of a ReLU may lie within the step, but then not within a tenth of it
                slope = slope(graph, batch, name, weights, direction, STEP / 10);
            }
            assertThat(slope)
                    .as("slope of the loss along the gradient of " + name)
                    .isCloseTo(expected, within(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.semsr.model.network.Pairs#all")
    void everyParameterHasAGradient(Backbone backbone, Variant variant) {
        try (TrainingGraph graph = graph(backbone, variant, allClicked())) {
            Map<String, float[]> gradients = graph.gradients(Batch.of(EXAMPLES, 10), 3);
            assertThat(gradients)
                    .allSatisfy(
                            (name, values) ->
                                    assertThat(product(values, values)).as(name).isPositive());
        }
    }

    @Test
    void anItemWithoutClicksIsNoTargetAndItsRankIsTheLast() {
        boolean[] clicked = allClicked();
        clicked[3] = false;
        try (TrainingGraph graph = graph(Backbone.NISER, Variant.BASE, clicked)) {
            assertThat(graph.ranks(Batch.of(EXAMPLES.subList(0, 1), 10))).containsExactly(ITEMS);
        }
    }

    @Test
    void tiesCountAgainstTheTarget() {
        try (TrainingGraph graph = graph(Backbone.NISER, Variant.BASE, allClicked())) {
            Map<String, float[]> weights = graph.weights();
            float[] same = new float[ITEMS * DIMENSION];
            java.util.Arrays.fill(same, 0.5f);
            graph.restore(Map.of("items/interaction", same));
            assertThat(graph.ranks(Batch.of(EXAMPLES, 10))).containsOnly(ITEMS);
            assertThat(weights).containsKey("items/interaction");
        }
    }

    @Test
    void stepsWithTheSameNumberDropTheSame() {
        Batch batch = Batch.of(EXAMPLES, 10);
        try (TrainingGraph graph = graph(Backbone.NISER, Variant.SEMSR_F, allClicked())) {
            float[] third = graph.gradients(batch, 3).get("loss");
            assertThat(graph.gradients(batch, 3).get("loss")).isEqualTo(third);
            assertThat(graph.gradients(batch, 4).get("loss")).isNotEqualTo(third);
        }
    }

    private static double slope(
            TrainingGraph graph,
            Batch batch,
            String name,
            Map<String, float[]> weights,
            float[] direction,
            float step) {
        return (lossAt(graph, batch, name, weights, direction, step)
                        - lossAt(graph, batch, name, weights, direction, -step))
                / (2 * step);
    }

    private static double lossAt(
            TrainingGraph graph,
            Batch batch,
            String name,
            Map<String, float[]> weights,
            float[] direction,
            float step) {
        float[] moved = weights.get(name).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        graph.restore(Map.of(name, moved));
        double loss = graph.gradients(batch, 3).get("loss")[0];
        graph.restore(Map.of(name, weights.get(name)));
        return loss;
    }

    private static TrainingGraph graph(Backbone backbone, Variant variant, boolean[] clicked) {
        TrainingSettings settings =
                TrainingSettings.defaults(variant, backbone).toBuilder()
                        .dimension(DIMENSION)
                        .scale(4)
                        .textDimensions(0)
                        .maxLength(10)
                        .dropout(0.2f)
                        .interactionDropout(0.5f)
                        .build();
        NetworkSettings shape = settings.network(TEXT);
        VectorTable text = null;
        if (variant.usesText()) {
            text = VectorTable.zeros(ITEMS, shape.textWidth());
            Random random = new Random(4);
            for (int i = 0; i < text.values().length; i++) {
                text.values()[i] = (float) random.nextGaussian();
            }
        }
        return new TrainingGraph(settings, shape, text, clicked);
    }

    private static boolean[] allClicked() {
        boolean[] clicked = new boolean[ITEMS];
        java.util.Arrays.fill(clicked, true);
        return clicked;
    }

    private static float[] direction(float[] gradient) {
        double length = Math.sqrt(product(gradient, gradient));
        float[] direction = new float[gradient.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (float) (gradient[i] / length);
        }
        return direction;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
