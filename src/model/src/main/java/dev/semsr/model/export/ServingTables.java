package dev.semsr.model.export;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.TextPreparation;
import java.util.Map;

/**
 * All that a SavedModel for serving is made of.
 *
 * @param shape the network
 * @param capacity rows of the tables, those kept for new items included
 * @param interaction one interaction vector a trained item; the cold vector for those without
 *     clicks
 * @param cold interaction vector of items to come; null without text
 * @param text the encoder's vectors of the trained items; null without text
 * @param preparation how text vectors are made fit for the network; null without text
 * @param weights parameters of the network by name
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
public record ServingTables(
        NetworkSettings shape,
        int capacity,
        VectorTable interaction,
        float[] cold,
        VectorTable text,
        TextPreparation preparation,
        Map<String, float[]> weights) {

    /** Items of a block, of which top-k first looks at the maximum only. */
    static final int BLOCK = 128;

    private static final int MIN_ROOM = 1000;
    private static final int ROOM_SHARE = 5;

    /** Rows for a catalogue: a fifth more, at least 1,000, in whole blocks. */
    public static int capacity(int items) {
        int wanted = items + Math.max(MIN_ROOM, items / ROOM_SHARE);
        return (wanted + BLOCK - 1) / BLOCK * BLOCK;
    }
}
