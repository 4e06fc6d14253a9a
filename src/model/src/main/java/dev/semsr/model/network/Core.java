package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * CORE: a session's vector is a weighted mean of the vectors of its clicked items, so that it lies
 * in their space. The weights are a softmax over the clicks, of a linear map of states of
 * self-attention.
 */
final class Core implements SessionEncoder {

    private static final float MASKED = -1e9f;

    private final Ops tf;
    private final Algebra algebra;
    private final Parameters parameters;
    private final Dropout dropout;
    private final Transformer transformer;
    private final int width;

    Core(Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.parameters = parameters;
        this.dropout = dropout;
        this.transformer = new Transformer(tf, settings, parameters, dropout, "core");
        this.width = settings.dimension();
    }

    @Override
    public AttendedSessions session(SessionGraph graph, Operand<TFloat32> vectors) {
        Operand<TFloat32> items = algebra.normalise(dropout.apply(vectors));
        Operand<TFloat32> weights = weights(graph, items);
        return new AttendedSessions(algebra.weightedSum(weights, items), weights);
    }

    /** [B, L] weights of the clicks, of sum 1; padding has none. */
    private Operand<TFloat32> weights(SessionGraph graph, Operand<TFloat32> items) {
        Operand<TFloat32> states = LayerNorm.standardise(tf, transformer.states(items));
        Operand<TFloat32> logits =
                algebra.dot(
                        states, parameters.get("core/weights", Initial.UNIFORM, width, 1), width);
        Operand<TFloat32> padding =
                tf.math.mul(tf.math.sub(tf.constant(1f), graph.clicks()), tf.constant(MASKED));
        return tf.nn.softmax(tf.math.add(logits, padding));
    }
}
