package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How much of a network's attention is on each click. */
class AttentionTest {

    private static final int ITEMS = 6;
    private static final int DIMENSION = 4;
    private static final int TEXT = 5;
    private static final int NARROW_TEXT = 3;

    /** With a repeat, a loop, a single click and a click on the same item twice in a row. */
    private static final int[][] SESSIONS = {{0, 1, 0, 2, 1, 3}, {4}, {5, 5}, {3, 2}};

    private final float[][] interaction = random(ITEMS, DIMENSION, 1);
    private final float[][] text = random(ITEMS, TEXT, 2);

    static Stream<Arguments> attentive() {
        return Pairs.all().filter(pair -> pair.get()[0] != Backbone.GRU4REC);
    }

    @ParameterizedTest
    @MethodSource("attentive")
    void weightsAreSharesAndPaddingHasNone(Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant)) {
            float[][] weights =
                    network.attention(
                            Arrays.stream(SESSIONS)
                                    .map(session -> padded(session, 9))
                                    .toArray(int[][]::new));
            for (int i = 0; i < SESSIONS.length; i++) {
                float[] clicks = Arrays.copyOf(weights[i], SESSIONS[i].length);
                float[] padding = Arrays.copyOfRange(weights[i], clicks.length, 9);
                assertThat(sum(clicks)).isCloseTo(1, within(1e-5));
                assertThat(Arrays.stream(doubles(clicks)).min().orElseThrow()).isNotNegative();
                assertThat(Arrays.stream(doubles(padding)).map(Math::abs).sum()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("attentive")
    void weightsAreWhatTheFormulasSay(Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant)) {
            Reference reference = new Reference(shape(backbone, variant), network.weights());
            for (int[] session : SESSIONS) {
                assertThat(doubles(network.attention(new int[][] {session})[0]))
                        .containsExactly(
                                reference.attention(
                                        session, rows(interaction), rows(text(variant))),
                                within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("attentive")
    void weightsAreTheSameAloneInABatchInAnyOrderAndWithAnyPadding(
            Backbone backbone, Variant variant) {
        try (WiredNetwork network = network(backbone, variant)) {
            int[][] batch = {
                padded(SESSIONS[0], 9), padded(SESSIONS[1], 9), padded(SESSIONS[2], 9)
            };
            int[][] turned = {
                padded(SESSIONS[2], 6), padded(SESSIONS[1], 6), padded(SESSIONS[0], 6)
            };
            float[][] inBatch = network.attention(batch);
            float[][] inTurnedBatch = network.attention(turned);
            for (int i = 0; i < 3; i++) {
                int clicks = SESSIONS[i].length;
                float[] alone = network.attention(new int[][] {SESSIONS[i]})[0];
                assertThat(Arrays.copyOf(inBatch[i], clicks)).containsExactly(alone, within(1e-5f));
                assertThat(Arrays.copyOf(inTurnedBatch[2 - i], clicks))
                        .containsExactly(alone, within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecurrentNetworkHasNoAttentionWhateverTheVariant(Variant variant) {
        try (WiredNetwork network = network(Backbone.GRU4REC, variant)) {
            assertThat(network.hasAttention()).isFalse();
        }
    }

    private WiredNetwork network(Backbone backbone, Variant variant) {
        return new WiredNetwork(
                shape(backbone, variant), interaction, variant.usesText() ? text(variant) : null);
    }

    private float[][] text(Variant variant) {
        return Arrays.stream(text)
                .map(row -> Arrays.copyOf(row, textWidth(variant)))
                .toArray(float[][]::new);
    }

    private static NetworkSettings shape(Backbone backbone, Variant variant) {
        int textWidth = variant.usesText() ? textWidth(variant) : 0;
        return new NetworkSettings(
                variant, backbone, DIMENSION, 16f, textWidth, textWidth, 10, false);
    }

    private static int textWidth(Variant variant) {
        return variant.whitensToDimension() ? NARROW_TEXT : TEXT;
    }

    private static int[] padded(int[] session, int width) {
        int[] padded = Arrays.copyOf(session, width);
        Arrays.fill(padded, session.length, width, -1);
        return padded;
    }

    private static double sum(float[] values) {
        return Arrays.stream(doubles(values)).sum();
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static double[][] rows(float[][] values) {
        return Arrays.stream(values).map(AttentionTest::doubles).toArray(double[][]::new);
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
