package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Two blocks of self-attention over the clicks of a session, in which a click sees itself and those
 * before it. Positions are learned. Padding stands behind the clicks, so no click sees it.
 */
final class Transformer {

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final Parameters parameters;
    private final Dropout dropout;
    private final String name;
    private final TransformerBlock first;
    private final TransformerBlock second;

    /** Two blocks, whose parameters begin with {@code name}. */
    Transformer(
            Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout, String name) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.parameters = parameters;
        this.dropout = dropout;
        this.name = name;
        this.first = block("block1");
        this.second = block("block2");
    }

    /** [B, L, dimension] of length 1 to the states of all clicks, [B, L, dimension]. */
    Operand<TFloat32> states(Operand<TFloat32> items) {
        Operand<TFloat32> visible = earlier(items);
        Operand<TFloat32> clicks = clicks(items);
        Operand<TFloat32> between = first.apply(clicks, clicks, visible).states();
        return second.apply(between, between, visible).states();
    }

    /**
     * [B, L, dimension] of length 1 to the states of the last clicks, [B, 1, dimension], with the
     * weights by which the second block attends, [B, 1, L].
     */
    TransformerBlock.Attended lastState(SessionGraph graph, Operand<TFloat32> items) {
        Operand<TFloat32> clicks = clicks(items);
        Operand<TFloat32> between = first.apply(clicks, clicks, earlier(items)).states();
        Operand<TFloat32> last = algebra.perClick(algebra.weightedSum(graph.last(), between));
        return second.apply(last, between, algebra.perClick(graph.clicks()));
    }

    /** Components of the usual size 1, with positions. */
    private Operand<TFloat32> clicks(Operand<TFloat32> items) {
        Operand<TFloat32> scaled =
                tf.math.mul(items, tf.constant((float) Math.sqrt(settings.dimension())));
        return dropout.apply(Positions.add(tf, parameters, name + "/positions", scaled, settings));
    }

    /** [L, L]: 1 where the column's click is not after the row's. */
    private Operand<TFloat32> earlier(Operand<TFloat32> items) {
        Operand<TInt32> length = tf.gather(tf.shape(items), tf.constant(1), tf.constant(0));
        Operand<TInt32> places = tf.range(tf.constant(0), length, tf.constant(1));
        return tf.dtypes.cast(
                tf.math.lessEqual(places, tf.expandDims(places, tf.constant(1))), TFloat32.class);
    }

    private TransformerBlock block(String part) {
        return new TransformerBlock(
                tf, parameters, dropout, name + "/" + part, settings.dimension());
    }
}
