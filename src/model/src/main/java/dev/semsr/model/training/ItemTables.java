package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.network.Dropout;
import dev.semsr.model.network.Initial;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.Scoring;
import dev.semsr.model.network.Variables;
import dev.semsr.model.network.Variant;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The item tables of a training graph: interaction vectors, which are learned, and text vectors,
 * which are not. Items without clicks are no targets, and with text they show the cold vector.
 */
final class ItemTables {

    static final String INTERACTION = "items/interaction";
    static final String COLD = "items/cold";
    private static final String TEXT = "items/text";
    private static final String PENALTY = "items/penalty";
    private static final String UNCLICKED = "items/unclicked";

    private final Ops tf;
    private final Variables variables;
    private final boolean[] clicked;
    private final Operand<TFloat32> interaction;
    private final Operand<TFloat32> cold;

    ItemTables(
            Ops tf,
            Variables variables,
            Parameters parameters,
            NetworkSettings shape,
            boolean[] clicked) {
        this.tf = tf;
        this.variables = variables;
        this.clicked = clicked;
        int items = clicked.length;
        Initial initial = shape.variant() == Variant.ALPHA_FUSE ? Initial.SMALL : Initial.UNIFORM;
        interaction = parameters.get(INTERACTION, initial, items, shape.dimension());
        variables.add(PENALTY, items, 1);
        if (shape.variant().usesText()) {
            cold = parameters.get(COLD, initial, shape.dimension());
            variables.add(UNCLICKED, items, 1);
            variables.add(TEXT, items, shape.textWidth());
        } else {
            cold = null;
        }
    }

    /** Writes what is not learned. */
    void initialise(Session session, VectorTable text) {
        float[] penalty = new float[clicked.length];
        float[] unclicked = new float[clicked.length];
        for (int row = 0; row < clicked.length; row++) {
            penalty[row] = clicked[row] ? 0 : Scoring.HIDDEN;
            unclicked[row] = clicked[row] ? 0 : 1;
        }
        variables.write(session, PENALTY, penalty);
        if (cold != null) {
            variables.write(session, UNCLICKED, unclicked);
            variables.write(session, TEXT, Arrays.copyOf(text.values(), text.values().length));
        }
    }

    /** [items, 1]: 0, or the penalty of an item that is no target. */
    Operand<TFloat32> penalty() {
        return variables.get(PENALTY);
    }

    /** [items, text width]; null without text. */
    Operand<TFloat32> text() {
        return cold == null ? null : variables.get(TEXT);
    }

    /**
     * [items, dimension] interaction vectors as the network sees them.
     *
     * @param share share of items that show the cold vector although they have clicks
     */
    Operand<TFloat32> interaction(Dropout dropout, float share) {
        if (cold == null) {
            return interaction;
        }
        Operand<TFloat32> isCold = variables.get(UNCLICKED);
        if (share > 0) {
            isCold = tf.math.maximum(isCold, dropout.chosen(tf.shape(isCold), share));
        }
        return tf.math.add(interaction, tf.math.mul(isCold, tf.math.sub(cold, interaction)));
    }
}
