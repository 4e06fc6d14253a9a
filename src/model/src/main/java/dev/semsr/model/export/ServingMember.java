package dev.semsr.model.export;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.TextPreparation;
import java.util.Map;

/**
 * One network of a model for serving, with its tables.
 *
 * @param shape the network
 * @param interaction one interaction vector a trained item; for those without clicks the cold
 *     vector, or zeros without text
 * @param cold interaction vector of items to come; null without text
 * @param text the encoder's vectors of the trained items; null without text
 * @param preparation how text vectors are made fit for the network; null without text
 * @param weights parameters of the network by name
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
public record ServingMember(
        NetworkSettings shape,
        VectorTable interaction,
        float[] cold,
        VectorTable text,
        TextPreparation preparation,
        Map<String, float[]> weights) {

    boolean usesText() {
        return shape.variant().usesText();
    }
}
