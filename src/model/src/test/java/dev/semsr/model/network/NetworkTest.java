package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    private static final int ITEMS = 6;
    private static final int DIMENSION = 4;
    private static final int TEXT = 5;
    private static final int NARROW_TEXT = 3;

    /** With a repeat, a loop, a single click and a click on the same item twice in a row. */
    private static final int[][] SESSIONS = {{0, 1, 0, 2, 1, 3}, {4}, {5, 5}, {3, 2}};

    private final float[][] interaction = random(ITEMS, DIMENSION, 1);
    private final float[][] text = random(ITEMS, TEXT, 2);

    @ParameterizedTest
    @MethodSource("dev.semsr.model.network.Pairs#all")
    void sessionsAreWhatTheFormulasSay(Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant, false)) {
            Reference reference = new Reference(shape(backbone, variant, false), network.weights());
            for (int[] session : SESSIONS) {
                assertClose(
                        network.sessions(new int[][] {session})[0],
                        reference.session(session, doubles(interaction), doubles(text(variant))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.semsr.model.network.Pairs#all")
    void itemsAreWhatTheFormulasSay(Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant, false)) {
            Reference reference = new Reference(shape(backbone, variant, false), network.weights());
            float[][] items = network.items();
            for (int row = 0; row < ITEMS; row++) {
                assertClose(
                        items[row],
                        reference.item(doubles(interaction)[row], doubles(text(variant))[row]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.semsr.model.network.Pairs#all")
    void sessionsAreTheSameAloneInABatchInAnyOrderAndWithAnyPadding(
            Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant, true)) {
            int[][] batch = {
                padded(SESSIONS[0], 9), padded(SESSIONS[1], 9), padded(SESSIONS[2], 9)
            };
            int[][] turned = {
                padded(SESSIONS[2], 6), padded(SESSIONS[1], 6), padded(SESSIONS[0], 6)
            };
            float[][] inBatch = network.sessions(batch);
            float[][] inTurnedBatch = network.sessions(turned);
            for (int i = 0; i < 3; i++) {
                float[] alone = network.sessions(new int[][] {SESSIONS[i]})[0];
                assertClose(inBatch[i], doubles(alone));
                assertClose(inTurnedBatch[2 - i], doubles(alone));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.semsr.model.network.Pairs#all")
    void theOrderOfClicksMattersButToAMean(Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant, false)) {
            float[][] vectors = network.sessions(new int[][] {{0, 1, 2}, {1, 0, 2}});
            boolean isMean = backbone == Backbone.CORE_AVE;
            assertThat(Arrays.equals(vectors[0], vectors[1])).isEqualTo(isMean);
        }
    }

    private WiredNetwork network(Backbone backbone, Variant variant, boolean textSoftmax) {
        NetworkSettings shape = shape(backbone, variant, textSoftmax);
        return new WiredNetwork(shape, interaction, variant.usesText() ? text(variant) : null);
    }

    private float[][] text(Variant variant) {
        return Arrays.stream(text)
                .map(row -> Arrays.copyOf(row, textWidth(variant)))
                .toArray(float[][]::new);
    }

    private static NetworkSettings shape(Backbone backbone, Variant variant, boolean textSoftmax) {
        int textWidth = variant.usesText() ? textWidth(variant) : 0;
        return new NetworkSettings(
                variant, backbone, DIMENSION, 16f, textWidth, textWidth, 10, textSoftmax);
    }

    /** Narrower than items where text vectors are item vectors, so that the last axes have none. */
    private static int textWidth(Variant variant) {
        return variant.whitensToDimension() ? NARROW_TEXT : TEXT;
    }

    private static int[] padded(int[] session, int width) {
        int[] padded = Arrays.copyOf(session, width);
        Arrays.fill(padded, session.length, width, -1);
        return padded;
    }

    private static void assertClose(float[] found, double[] expected) {
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < found.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static double[][] doubles(float[][] values) {
        return Arrays.stream(values).map(NetworkTest::doubles).toArray(double[][]::new);
    }

    private static float[][] random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
