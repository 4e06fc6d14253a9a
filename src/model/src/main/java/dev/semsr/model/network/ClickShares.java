package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * What each click adds to the vector of its session, where that is a linear map of the weighted sum
 * of the clicks' vectors and of the last click's vector.
 *
 * <p>Weights of a soft attention without a softmax may be of any sign and size, and the last click
 * comes in twice, so that they are no shares. But a sum of vectors falls apart into its terms: the
 * products of the terms with the sum are of sum length squared. What points away from the sum has
 * no share in it.
 */
final class ClickShares {

    private final Ops tf;
    private final Algebra algebra;

    ClickShares(Ops tf) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
    }

    /**
     * Products of what each click adds with a direction.
     *
     * @param weights [B, L] of the clicks' vectors in their sum, 0 in the padding
     * @param clicks [B, L, width]
     * @param readout [2 * width, out] what maps the sum, and beside it the last click's vector
     * @param direction [B, out]
     * @return [B, L], 0 in the padding
     */
    Operand<TFloat32> parts(
            SessionGraph graph,
            Operand<TFloat32> weights,
            Operand<TFloat32> clicks,
            Operand<TFloat32> readout,
            Operand<TFloat32> direction) {
        List<Output<TFloat32>> directions =
                tf.split(tf.constant(1), algebra.matMulTransposed(direction, readout), 2L).output();
        return tf.math.add(
                tf.math.mul(weights, algebra.products(clicks, directions.get(0))),
                tf.math.mul(graph.last(), algebra.products(clicks, directions.get(1))));
    }

    /**
     * Parts as shares.
     *
     * @param parts [B, L]
     * @return [B, L] none below 0, of sum 1; zeros for a session of which no part is above 0
     */
    Operand<TFloat32> of(Operand<TFloat32> parts) {
        Operand<TFloat32> positive = tf.math.maximum(parts, tf.constant(0f));
        return tf.math.divNoNan(positive, tf.sum(positive, tf.constant(1), Sum.keepDims(true)));
    }
}
