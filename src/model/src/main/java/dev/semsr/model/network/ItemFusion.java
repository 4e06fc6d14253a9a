package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** How an item's vector is made of its interaction vector and its text vector: as their sum. */
interface ItemFusion {

    /** The part from behaviour: [n, dimension] to [n, dimension]. */
    Operand<TFloat32> fromBehaviour(Operand<TFloat32> interaction);

    /** The part from text: [n, text width] to [n, dimension]. */
    Operand<TFloat32> fromText(Operand<TFloat32> text);

    /**
     * Sessions [B, dimension] as [B, text width]: their product with an item's text is the product
     * of the session with the item's part from text.
     */
    Operand<TFloat32> textQuery(Operand<TFloat32> sessions);
}
