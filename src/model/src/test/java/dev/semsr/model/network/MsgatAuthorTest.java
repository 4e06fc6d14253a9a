package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is wrong with MSGAT as its authors run it, and only with that. */
class MsgatAuthorTest {

    private static final int DIMENSION = 4;

    private final float[][] interaction = random(8, DIMENSION);

    @Test
    void aPrefixScoresDifferentlyBesideItsOwnContinuation() {
        float[][] alone = sessions(Backbone.MSGAT_AUTHOR, new int[][] {{0, 1, 2}});
        float[][] besideAnswer =
                sessions(Backbone.MSGAT_AUTHOR, new int[][] {{0, 1, 2}, {0, 1, 2, 5}});
        assertThat(distance(alone[0], besideAnswer[0])).isGreaterThan(1e-3);
    }

    @Test
    void theHonestFormDoesNotSeeTheContinuation() {
        float[][] alone = sessions(Backbone.MSGAT, new int[][] {{0, 1, 2, -1}});
        float[][] besideAnswer =
                sessions(Backbone.MSGAT, new int[][] {{0, 1, 2, -1}, {0, 1, 2, 5}});
        assertThat(distance(alone[0], besideAnswer[0])).isCloseTo(0, within(1e-5));
    }

    /** Rows rise along each session, so that sorted positions are those of clicks. */
    @Test
    void neighboursAreWhatTheFormulasSay() {
        int[][] batch = {{0, 1, 2}, {0, 1, 2, 5}, {3, 4}, {4, 6}, {2, 7}};
        double[][] alone = doubles(sessions(Backbone.MSGAT, batch));
        double[][] expected =
                new NeighboursReference(List.of(batch), doubles(interaction)).sessions(alone);
        assertClose(sessions(Backbone.MSGAT_AUTHOR, batch), expected);
    }

    @Test
    void positionsAreThoseOfSortedRows() {
        int[][] falling = {{6, 3, 1}};
        try (WiredNetwork honest = network(Backbone.MSGAT);
                WiredNetwork author = network(Backbone.MSGAT_AUTHOR)) {
            float[] table = author.weights().get("msgat/positions");
            float[] turned = table.clone();
            for (int place = 0; place < 3; place++) {
                System.arraycopy(
                        table, place * DIMENSION, turned, (2 - place) * DIMENSION, DIMENSION);
            }
            honest.write("msgat/positions", turned);
            double[][] expected =
                    new NeighboursReference(List.of(falling), doubles(interaction))
                            .sessions(doubles(honest.sessions(falling)));
            assertClose(author.sessions(falling), expected);
        }
    }

    private static void assertClose(float[][] found, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < DIMENSION; j++) {
                assertThat((double) found[i][j]).isCloseTo(expected[i][j], within(1e-5));
            }
        }
    }

    private static double[][] doubles(float[][] values) {
        double[][] result = new double[values.length][DIMENSION];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < DIMENSION; j++) {
                result[i][j] = values[i][j];
            }
        }
        return result;
    }

    private WiredNetwork network(Backbone backbone) {
        return new WiredNetwork(
                new NetworkSettings(Variant.BASE, backbone, DIMENSION, 20f, 0, 0, 10, false),
                interaction,
                null);
    }

    private float[][] sessions(Backbone backbone, int[][] rows) {
        int width = 0;
        for (int[] session : rows) {
            width = Math.max(width, session.length);
        }
        int[][] padded = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            padded[i] = java.util.Arrays.copyOf(rows[i], width);
            java.util.Arrays.fill(padded[i], rows[i].length, width, -1);
        }
        try (WiredNetwork network = network(backbone)) {
            return network.sessions(padded);
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static float[][] random(int rows, int columns) {
        Random random = new Random(3);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
