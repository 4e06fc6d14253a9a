package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** NISER computed by hand: three items, a graph step that changes nothing. */
class NiserTest {

    private static final int A = 0;
    private static final int B = 1;
    private static final int C = 2;
    private static final int WIDTH = 2;

    /** A sigmoid of it is 1. */
    private static final float OPEN = 50;

    private static final float[][] ITEMS = {{1, 0}, {0, 1}, {-1, 0}};

    /**
     * The first component of an item has the sigmoids 3/4, 1/2 and 1/4, times 4: the weights of A,
     * B and C are 3, 2 and 1. The last click is added twice more.
     */
    @Test
    void theAttentionOnAClickIsItsShareInTheSessionsVector() {
        try (WiredNetwork network = network()) {
            // 3 A + 2 B + 2 B = (3, 4); along it 3 * 3 and 4 * 4
            assertAttention(network, new int[] {A, B}, 9 / 25f, 16 / 25f);
            // 3 A + 2 B + 2 A = (5, 2)
            assertAttention(network, new int[] {B, A}, 4 / 29f, 25 / 29f);
            // twice 3 A, 2 B and 2 A: (8, 2), of which the last click has 3 and 2
            assertAttention(network, new int[] {A, B, A}, 24 / 68f, 4 / 68f, 40 / 68f);
            assertAttention(network, new int[] {B}, 1);
        }
    }

    @Test
    void aClickWhoseVectorPointsAwayFromTheSessionsHasNone() {
        try (WiredNetwork network = network()) {
            // C + 3 A + 2 A = (4, 0)
            assertAttention(network, new int[] {C, A}, 0, 1);
        }
    }

    @Test
    void aNegativeWeightCountsForAsMuchAsItMovesTheSession() {
        try (WiredNetwork network = network()) {
            network.write("niser/attention", 8, -10); // weights 1, -1 and -3
            // A - B + 2 A = (3, -1)
            assertAttention(network, new int[] {B, A}, 1 / 10f, 9 / 10f);
            // -3 C + A + 2 A = (6, 0)
            assertAttention(network, new int[] {C, A}, 3 / 6f, 3 / 6f);
        }
    }

    private static void assertAttention(WiredNetwork network, int[] session, float... expected) {
        int[] padded = Arrays.copyOf(session, 4);
        Arrays.fill(padded, session.length, 4, -1);
        assertThat(network.attention(new int[][] {padded})[0])
                .containsExactly(Arrays.copyOf(expected, 4), within(1e-5f));
    }

    private static WiredNetwork network() {
        NetworkSettings shape =
                new NetworkSettings(Variant.BASE, Backbone.NISER, WIDTH, 16f, 0, 0, 4, false);
        WiredNetwork network = new WiredNetwork(shape, ITEMS, null);
        float[] keep = new float[5 * WIDTH];
        Arrays.fill(keep, 3 * WIDTH, 4 * WIDTH, OPEN);
        network.write("niser/nodes", new float[WIDTH * 5 * WIDTH]);
        network.write("niser/nodes_bias", keep);
        network.write("niser/messages_bias", new float[2 * WIDTH]);
        network.write("niser/gates", new float[2 * WIDTH * 3 * WIDTH]);
        network.write("niser/gates_bias", new float[3 * WIDTH]);
        network.write("niser/query", new float[WIDTH * WIDTH]);
        network.write("niser/attention_bias", new float[WIDTH]);
        network.write("niser/key", (float) Math.log(3), 0, 0, 0);
        network.write("niser/attention", 4, 0);
        network.write("niser/readout", 1, 0, 0, 1, 2, 0, 0, 2);
        return network;
    }
}
