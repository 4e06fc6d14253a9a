package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.semsr.model.device.TensorFlowNatives;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class EntmaxTest {

    private static final int WIDTH = 7;
    private static final int LONG = 51;

    /** One graph for all tests: building it takes far longer than running it. */
    private static WiredEntmax entmax;

    @BeforeAll
    static void wire() {
        TensorFlowNatives.load();
        entmax = new WiredEntmax();
    }

    @AfterAll
    static void close() {
        entmax.close();
    }

    @ParameterizedTest
    @ValueSource(floats = {1.02f, 1.1f, 1.3f, 1.5f, 1.8f, 2f})
    void itIsWhatBisectionFinds(float alpha) {
        Random random = new Random(7);
        for (int trial = 0; trial < 50; trial++) {
            float[] x = random(random, WIDTH, trial % 5 + 0.1);
            double[] expected = EntmaxReference.entmax(doubles(x), alpha);
            float[] found = run(x, alpha, ones(WIDTH)).chances();
            for (int i = 0; i < WIDTH; i++) {
                assertThat((double) found[i]).isCloseTo(expected[i], within(2e-5));
            }
        }
    }

    /** Fifty clicks and the target token, from nearly even scores to nearly certain ones. */
    @ParameterizedTest
    @ValueSource(floats = {1.02f, 1.1f, 1.5f, 2f})
    void itIsWhatBisectionFindsForTheLongestSessionsToo(float alpha) {
        Random random = new Random(13);
        for (double spread : new double[] {0.01, 0.3, 1, 4, 30}) {
            float[] x = random(random, LONG, spread);
            double[] expected = EntmaxReference.entmax(doubles(x), alpha);
            float[] found = run(x, alpha, ones(LONG)).chances();
            double sum = 0;
            for (int i = 0; i < LONG; i++) {
                assertThat((double) found[i])
                        .as("place %d, spread %s", i, spread)
                        .isCloseTo(expected[i], within(2e-5));
                sum += found[i];
            }
            assertThat(sum).as("spread %s", spread).isCloseTo(1, within(1e-4));
        }
    }

    @Test
    void alphaTwoIsTheProjectionOnTheSimplex() {
        float[] found =
                run(new float[] {0.9f, 0.5f, 0.2f, -3, -3, -3, -3}, 2, ones(WIDTH)).chances();
        // sparsemax: tau = (0.9 + 0.5 - 1) / 2 = 0.2 leaves the third at exactly zero
        assertThat(found).containsExactly(new float[] {0.7f, 0.3f, 0, 0, 0, 0, 0}, within(1e-5f));
    }

    @Test
    void whatIsMaskedGetsExactlyNothingAndChangesNothing() {
        float[] mask = {1, 0, 1, 1, 0, 0, 0};
        float[] x = {0.3f, 9, 0.1f, -0.4f, -9, 50, 0};
        float[] found = run(x, 1.4f, mask).chances();
        double[] expected = EntmaxReference.entmax(new double[] {0.3, 0.1, -0.4}, 1.4);
        assertThat(found[1] + found[4] + found[5] + found[6]).isZero();
        assertThat((double) found[0]).isCloseTo(expected[0], within(1e-5));
        assertThat((double) found[2]).isCloseTo(expected[1], within(1e-5));
        assertThat((double) found[3]).isCloseTo(expected[2], within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(floats = {1.1f, 1.5f, 1.9f})
    void gradientsByScoresAndAlphaAreSlopes(float alpha) {
        Random random = new Random(11);
        float[] x = random(random, WIDTH, 1);
        Ran ran = run(x, alpha, ones(WIDTH));
        double step = 1e-4;
        for (int i = 0; i < WIDTH; i++) {
            double[] up = doubles(x);
            double[] down = doubles(x);
            up[i] += step;
            down[i] -= step;
            double slope = (loss(up, alpha) - loss(down, alpha)) / (2 * step);
            assertThat((double) ran.byScores()[i]).isCloseTo(slope, within(1e-3));
        }
        double slope =
                (loss(doubles(x), alpha + step) - loss(doubles(x), alpha - step)) / (2 * step);
        assertThat((double) ran.byAlpha()).isCloseTo(slope, within(2e-3));
    }

    /** Weighs the chances differently, so that no gradient is zero by symmetry. */
    private static double loss(double[] x, double alpha) {
        double loss = 0;
        double[] p = EntmaxReference.entmax(x, alpha);
        for (int i = 0; i < WIDTH; i++) {
            loss += p[i] * weight(i);
        }
        return loss;
    }

    private static float weight(int i) {
        return (i * i % 5) - 1.5f;
    }

    private record Ran(float[] chances, float[] byScores, float byAlpha) {}

    private static Ran run(float[] x, float alpha, float[] mask) {
        return entmax.run(x, alpha, mask);
    }

    /** Entmax of one row of any width, and the gradients of its weighted sum. */
    private static final class WiredEntmax implements AutoCloseable {

        private final Graph graph = new Graph();
        private final Placeholder<TFloat32> scores;
        private final Placeholder<TFloat32> alphas;
        private final Placeholder<TFloat32> masks;
        private final Placeholder<TFloat32> weights;
        private final Operand<TFloat32> chances;
        private final Output<?>[] gradients;
        private final Session session;

        WiredEntmax() {
            Ops tf = Ops.create(graph);
            scores = tf.placeholder(TFloat32.class);
            alphas = tf.placeholder(TFloat32.class);
            masks = tf.placeholder(TFloat32.class);
            weights = tf.placeholder(TFloat32.class);
            chances = new Entmax(tf).apply(scores, alphas, masks);
            Operand<TFloat32> loss =
                    tf.sum(tf.math.mul(chances, weights), tf.constant(new int[] {0, 1}));
            gradients =
                    graph.addGradients(
                            loss.asOutput(),
                            new Output<?>[] {scores.asOutput(), alphas.asOutput()});
            session = new Session(graph);
        }

        Ran run(float[] x, float alpha, float[] mask) {
            float[] weighted = new float[x.length];
            for (int i = 0; i < weighted.length; i++) {
                weighted[i] = weight(i);
            }
            try (TFloat32 input = tensor(x);
                    TFloat32 alphaInput = tensor(new float[] {alpha});
                    TFloat32 maskInput = tensor(mask);
                    TFloat32 weightInput = tensor(weighted);
                    Result result =
                            session.runner()
                                    .feed(scores, input)
                                    .feed(alphas, alphaInput)
                                    .feed(masks, maskInput)
                                    .feed(weights, weightInput)
                                    .fetch(chances)
                                    .fetch(gradients[0])
                                    .fetch(gradients[1])
                                    .run()) {
                return new Ran(
                        Variables.floats((TFloat32) result.get(0)),
                        Variables.floats((TFloat32) result.get(1)),
                        Variables.floats((TFloat32) result.get(2))[0]);
            }
        }

        @Override
        public void close() {
            session.close();
            graph.close();
        }
    }

    private static TFloat32 tensor(float[] values) {
        return TFloat32.tensorOf(Shape.of(1, values.length), DataBuffers.of(values, true, false));
    }

    private static float[] ones(int width) {
        float[] ones = new float[width];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    private static float[] random(Random random, int width, double spread) {
        float[] x = new float[width];
        for (int i = 0; i < width; i++) {
            x[i] = (float) (random.nextGaussian() * spread);
        }
        return x;
    }

    private static double[] doubles(float[] x) {
        double[] doubles = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            doubles[i] = x[i];
        }
        return doubles;
    }
}
