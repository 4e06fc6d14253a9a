package dev.semsr.model.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * A block of self-attention and a feed-forward layer, each as {@code x + dropout(g(norm(x)))}.
 *
 * <p>Queries, keys and values have no bias: that of the keys would not change a softmax, and the
 * normalisation before has one.
 */
final class TransformerBlock {

    private static final float MASKED = -1e9f;

    private final Ops tf;
    private final Algebra algebra;
    private final Parameters parameters;
    private final Dropout dropout;
    private final String name;
    private final int width;
    private final int heads;

    /**
     * @param name prefix of the parameters
     * @param width of the vectors; two heads share it, if it is even
     */
    TransformerBlock(Ops tf, Parameters parameters, Dropout dropout, String name, int width) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.parameters = parameters;
        this.dropout = dropout;
        this.name = name;
        this.width = width;
        this.heads = width % 2 == 0 ? 2 : 1;
    }

    /**
     * What attention makes of states.
     *
     * @param states [B, Q, width]
     * @param weights [B, Q, L] of the states that were looked at, of sum 1: the mean over the heads
     */
    record Attended(Operand<TFloat32> states, Operand<TFloat32> weights) {}

    /**
     * States after the block, and the weights of its attention.
     *
     * @param asking [B, Q, width] states that are wanted
     * @param states [B, L, width] states that they may look at
     * @param visible 1 where they do, else 0; [Q, L] or [B, Q, L]
     */
    Attended apply(Operand<TFloat32> asking, Operand<TFloat32> states, Operand<TFloat32> visible) {
        Operand<TFloat32> seen = norm("attention", states);
        Operand<TFloat32> asked = asking == states ? seen : norm("attention", asking);
        Attended attention = attention(asked, seen, visible);
        Operand<TFloat32> attended = tf.math.add(asking, dropout.apply(attention.states()));
        return new Attended(
                tf.math.add(attended, dropout.apply(feedForward(norm("feed_forward", attended)))),
                attention.weights());
    }

    private Attended attention(
            Operand<TFloat32> asked, Operand<TFloat32> seen, Operand<TFloat32> visible) {
        List<Output<TFloat32>> queries =
                algebra.parts(algebra.map(asked, weights("query", width), width, width), heads);
        List<Output<TFloat32>> keysAndValues =
                algebra.parts(
                        algebra.map(seen, weights("key_value", 2 * width), width, 2 * width),
                        2 * heads);
        Operand<TFloat32> hidden =
                tf.math.mul(tf.math.sub(tf.constant(1f), visible), tf.constant(MASKED));
        List<Operand<TFloat32>> weights = new ArrayList<>();
        Operand<TFloat32> all = null;
        for (int head = 0; head < heads; head++) {
            weights.add(weights(queries.get(head), keysAndValues.get(head), hidden));
            Operand<TFloat32> one =
                    algebra.batchMatMul(weights.get(head), keysAndValues.get(heads + head));
            all = all == null ? one : algebra.concat(2, all, one);
        }
        return new Attended(map(all, "output"), mean(weights));
    }

    private Operand<TFloat32> mean(List<Operand<TFloat32>> ofHeads) {
        return tf.math.mul(tf.math.addN(ofHeads), tf.constant(1f / heads));
    }

    /** [B, Q, L] weights of one head. */
    private Operand<TFloat32> weights(
            Operand<TFloat32> queries, Operand<TFloat32> keys, Operand<TFloat32> hidden) {
        Operand<TFloat32> products =
                tf.train.batchMatMul(queries, keys, TFloat32.class, BatchMatMul.adjY(true));
        Operand<TFloat32> scaled =
                tf.math.mul(products, tf.constant((float) (1 / Math.sqrt(width / heads))));
        return tf.nn.softmax(tf.math.add(scaled, hidden));
    }

    private Operand<TFloat32> feedForward(Operand<TFloat32> x) {
        return map(tf.nn.relu(map(x, "inner")), "outer");
    }

    private Operand<TFloat32> norm(String part, Operand<TFloat32> x) {
        return LayerNorm.apply(tf, parameters, name + "/" + part + "_norm", x, width);
    }

    private Operand<TFloat32> map(Operand<TFloat32> x, String part) {
        Operand<TFloat32> bias =
                parameters.get(name + "/" + part + "_bias", Initial.UNIFORM, width);
        return algebra.map(x, weights(part, width), bias, width, width);
    }

    private Operand<TFloat32> weights(String part, int columns) {
        return parameters.get(name + "/" + part, Initial.UNIFORM, width, columns);
    }
}
