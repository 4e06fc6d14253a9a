package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * NISER: item vectors of length 1, one step of a gated graph network over the session's graph, soft
 * attention with the last click as query. With positions it is NISER+. How much of its attention is
 * on a click is the click's share in the session's vector.
 */
final class Niser implements SessionEncoder {

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final Parameters parameters;
    private final Dropout dropout;
    private final int width;

    Niser(Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.parameters = parameters;
        this.dropout = dropout;
        this.width = settings.dimension();
    }

    @Override
    public AttendedSessions session(SessionGraph graph, Operand<TFloat32> interaction) {
        Operand<TFloat32> nodes = algebra.normalise(dropout.apply(interaction));
        Operand<TFloat32> clicks =
                withPositions(new GatedStep(tf, parameters, "niser", width).apply(graph, nodes));
        Operand<TFloat32> last = algebra.weightedSum(graph.last(), clicks);
        Operand<TFloat32> attention = attention(graph, clicks, last);
        Operand<TFloat32> attended = algebra.weightedSum(attention, clicks);
        Operand<TFloat32> readout = weights("niser/readout", 2 * width, width);
        Operand<TFloat32> sessions = algebra.matMul(algebra.concat(1, attended, last), readout);
        ClickShares shares = new ClickShares(tf);
        return new AttendedSessions(
                sessions, shares.of(shares.parts(graph, attention, clicks, readout, sessions)));
    }

    private Operand<TFloat32> withPositions(Operand<TFloat32> clicks) {
        if (!settings.backbone().hasPositions()) {
            return clicks;
        }
        return Positions.add(tf, parameters, "niser/positions", clicks, settings);
    }

    /** [B, L] weights of the clicks, without a softmax; padding has none. */
    private Operand<TFloat32> attention(
            SessionGraph graph, Operand<TFloat32> clicks, Operand<TFloat32> last) {
        Operand<TFloat32> query =
                tf.nn.biasAdd(
                        algebra.matMul(last, weights("niser/query", width, width)),
                        parameters.get("niser/attention_bias", Initial.UNIFORM, width));
        Operand<TFloat32> keys =
                algebra.map(clicks, weights("niser/key", width, width), width, width);
        Operand<TFloat32> hidden = tf.math.sigmoid(tf.math.add(keys, algebra.perClick(query)));
        return tf.math.mul(
                algebra.dot(hidden, weights("niser/attention", width, 1), width), graph.clicks());
    }

    private Operand<TFloat32> weights(String name, int in, int out) {
        return parameters.get(name, Initial.UNIFORM, in, out);
    }
}
