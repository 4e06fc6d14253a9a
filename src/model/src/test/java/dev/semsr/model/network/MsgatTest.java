package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** MSGAT computed by hand: two items, four heads one wide, every alpha 2. */
class MsgatTest {

    private static final int A = 0;
    private static final int B = 1;
    private static final int WIDTH = 4;
    private static final float LN3 = (float) Math.log(3);

    /** A sigmoid of it is 1. */
    private static final float OPEN = 50;

    /** With the position (1, -1) they have mean 0 and variance 1: the norm changes nothing. */
    private static final float[][] ITEMS = {{1, -1}, {-1, 1}};

    /**
     * Tokens A = (1, -1, 1, -1), B = (-1, 1, 1, -1), target 0. Queries A (2, 0, 9/8, 2), B (0, 2,
     * 9/8, 2), target (1/2, 0, 1/8, 2). The first head of the target, for one, scores (1/2, -1/2,
     * 0): weights (3/4, 0, 1/4). Mixed: A (1, 0, 1, 0), B (0, 1, 1, 0), target (3/4, 0, 3/4, 0);
     * with the norm A (1, -1, 1, -1), B (-1, 1, 1, -1), target (1, -1, 1, -1).
     *
     * <p>Relevance 2.5 and 2: weights 3/4 and 1/4. Gates (.5, .5, .9, .1) and (.1, .9, .9, .1):
     * pooled (.4, .6, .9, .1). Decoder 2.5 * .4 = 1 and -ln 2, whose SELUs are in the ratio 1 to
     * -1.67326 / 2.
     */
    @Test
    void aSessionOfTwoClicksIsWhatItIsByHand() {
        try (WiredNetwork network = network()) {
            double second = -1.6732632423543772 / 2;
            double length = Math.hypot(1, second);
            float[] expected = {(float) (1 / length), (float) (second / length)};
            for (int[] session : new int[][] {{A, B}, {A, B, -1}}) {
                assertThat(network.sessions(new int[][] {session})[0])
                        .containsExactly(expected, within(1e-4f));
            }
        }
    }

    @Test
    void headsDivideTheWidth() {
        assertThat(Msgat.heads(200)).isEqualTo(5);
        assertThat(Msgat.heads(128)).isEqualTo(4);
        assertThat(Msgat.heads(6)).isEqualTo(3);
        assertThat(Msgat.heads(2)).isEqualTo(2);
    }

    private static WiredNetwork network() {
        NetworkSettings shape =
                new NetworkSettings(Variant.BASE, Backbone.MSGAT, 2, 20f, 0, 0, 3, false);
        WiredNetwork network = new WiredNetwork(shape, ITEMS, null);
        network.write("msgat/positions", 1, -1, 1, -1, 1, -1);
        norm(network, "msgat/nodes_norm");
        keepNodes(network);
        attend(network);
        pool(network);
        float[] decoder = new float[2 * WIDTH * 2];
        decoder[0] = 2.5f;
        decoder[2 * WIDTH + 1] = (float) -Math.log(2);
        network.write("msgat/decoder", decoder);
        network.write("msgat/decoder_bias", 0, 0);
        return network;
    }

    private static void norm(WiredNetwork network, String name) {
        network.write(name + "/gain", 1, 1, 1, 1);
        network.write(name + "/bias", 0, 0, 0, 0);
    }

    /** The gate that keeps a node is open: the graph step changes nothing. */
    private static void keepNodes(WiredNetwork network) {
        float[] bias = new float[5 * WIDTH];
        java.util.Arrays.fill(bias, 3 * WIDTH, 4 * WIDTH, OPEN);
        network.write("msgat/nodes", new float[WIDTH * 5 * WIDTH]);
        network.write("msgat/nodes_bias", bias);
        network.write("msgat/messages_bias", new float[2 * WIDTH]);
        network.write("msgat/gates", new float[2 * WIDTH * 3 * WIDTH]);
        network.write("msgat/gates_bias", new float[3 * WIDTH]);
    }

    private static void attend(WiredNetwork network) {
        network.write("msgat/query", diagonal(1.5f, 2, 1, 0));
        network.write("msgat/query_bias", 0.5f, 0, 0.125f, 2);
        network.write("msgat/head_alpha", 0);
        network.write("msgat/head_alpha_bias", OPEN);
        for (String part : new String[] {"msgat/forward_in", "msgat/forward_out"}) {
            network.write(part, diagonal(0, 0, 0, 0));
            network.write(part + "_bias", 0, 0, 0, 0);
        }
        norm(network, "msgat/attention_norm");
    }

    private static void pool(WiredNetwork network) {
        network.write("msgat/pool_alpha", 0, 0, 0, 0);
        network.write("msgat/pool_alpha_bias", OPEN);
        network.write("msgat/pool_target", diagonal(1, 1, 1, 1));
        network.write("msgat/pool_target_bias", 0, 0, 0, 0);
        network.write("msgat/pool_click", diagonal(1, 1, 1, 1));
        network.write("msgat/pool", 0.25f, 0, 1, 0);
        network.write("msgat/gate_last", diagonal(LN3, LN3, LN3, LN3));
        network.write("msgat/gate_click", diagonal(LN3, LN3, LN3, LN3));
    }

    private static float[] diagonal(float... values) {
        float[] matrix = new float[values.length * values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i * values.length + i] = values[i];
        }
        return matrix;
    }
}
