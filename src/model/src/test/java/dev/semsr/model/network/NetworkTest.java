package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {

    private static final int ITEMS = 6;
    private static final int DIMENSION = 3;
    private static final int TEXT = 4;

    /** With a repeat, a loop, a single click and a click on the same item twice in a row. */
    private static final int[][] SESSIONS = {{0, 1, 0, 2, 1, 3}, {4}, {5, 5}, {3, 2}};

    private final float[][] interaction = random(ITEMS, DIMENSION, 1);
    private final float[][] text = random(ITEMS, TEXT, 2);

    @ParameterizedTest
    @EnumSource
    void sessionsAreWhatTheFormulasSay(Variant variant) {
        try (WiredNetwork network = network(variant, false)) {
            Reference reference = new Reference(shape(variant, false), network.weights());
            for (int[] session : SESSIONS) {
                assertClose(
                        network.sessions(new int[][] {session})[0],
                        reference.session(session, doubles(interaction), doubles(text)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itemsAreWhatTheFormulasSay(Variant variant) {
        try (WiredNetwork network = network(variant, false)) {
            Reference reference = new Reference(shape(variant, false), network.weights());
            float[][] items = network.items();
            for (int row = 0; row < ITEMS; row++) {
                assertClose(
                        items[row], reference.item(doubles(interaction)[row], doubles(text)[row]));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sessionsAreTheSameAloneInABatchInAnyOrderAndWithAnyPadding(Variant variant) {
        try (WiredNetwork network = network(variant, true)) {
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
    @EnumSource
    void theOrderOfClicksMatters(Variant variant) {
        try (WiredNetwork network = network(variant, false)) {
            float[][] vectors = network.sessions(new int[][] {{0, 1, 2}, {1, 0, 2}});
            assertThat(vectors[0]).isNotEqualTo(vectors[1]);
        }
    }

    private WiredNetwork network(Variant variant, boolean switches) {
        return new WiredNetwork(
                shape(variant, switches), interaction, variant.usesText() ? text : null);
    }

    private static NetworkSettings shape(Variant variant, boolean switches) {
        int textWidth = variant.usesText() ? TEXT : 0;
        return new NetworkSettings(
                variant,
                switches ? Backbone.NISER_PLUS : Backbone.NISER,
                DIMENSION,
                16f,
                textWidth,
                textWidth,
                10,
                switches);
    }

    private static int[] padded(int[] session, int width) {
        int[] padded = java.util.Arrays.copyOf(session, width);
        java.util.Arrays.fill(padded, session.length, width, -1);
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
        return java.util.Arrays.stream(values).map(NetworkTest::doubles).toArray(double[][]::new);
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
