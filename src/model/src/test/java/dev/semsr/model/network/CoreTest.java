package dev.semsr.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoreTest {

    private static final int A = 0;
    private static final int B = 1;

    /** Items along the axes, the first of length 2, which must not count. */
    private static final float[][] ITEMS = {{2, 0}, {0, 1}};

    /** Logits of plus and minus ln(3)/2: a click on A weighs three times one on B. */
    @Test
    void aSessionIsTheMeanOfItsItemsByTheirWeights() {
        try (WiredNetwork network = networkWithoutAttention()) {
            network.write("core/weights", (float) Math.log(3) / 2, 0);
            assertDirection(network, new int[] {A, B}, 3, 1);
            assertDirection(network, new int[] {B, A, -1}, 3, 1);
            assertDirection(network, new int[] {A, B, A}, 6, 1);
            assertDirection(network, new int[] {B, -1, -1}, 0, 1);
        }
    }

    /** Blocks that add nothing, and no positions: a state is the item itself. */
    private static WiredNetwork networkWithoutAttention() {
        NetworkSettings shape =
                new NetworkSettings(Variant.BASE, Backbone.CORE, 2, 16f, 0, 0, 3, false);
        WiredNetwork network = new WiredNetwork(shape, ITEMS, null);
        network.write("core/positions", new float[6]);
        for (String block : new String[] {"core/block1", "core/block2"}) {
            for (String part : new String[] {"/output", "/outer"}) {
                network.write(block + part, new float[4]);
                network.write(block + part + "_bias", new float[2]);
            }
        }
        return network;
    }

    private static void assertDirection(WiredNetwork network, int[] session, float a, float b) {
        float length = (float) Math.hypot(a, b);
        assertThat(network.sessions(new int[][] {session})[0])
                .containsExactly(new float[] {a / length, b / length}, within(1e-4f));
    }
}
