package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * NISER: item vectors of length 1, one step of a gated graph network over the session's graph, soft
 * attention with the last click as query. With positions it is NISER+.
 */
final class Niser implements Network {

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
    public Operand<TFloat32> session(
            SessionGraph graph, Operand<TFloat32> interaction, Operand<TFloat32> text) {
        return algebra.normalise(unscaledSession(graph, interaction));
    }

    /** The session vector before it is brought to length 1. */
    Operand<TFloat32> unscaledSession(SessionGraph graph, Operand<TFloat32> interaction) {
        Operand<TFloat32> nodes = algebra.normalise(dropout.apply(interaction));
        Operand<TFloat32> clicks = withPositions(gatedStep(graph, nodes));
        Operand<TFloat32> last = algebra.weightedSum(graph.last(), clicks);
        Operand<TFloat32> attended = algebra.weightedSum(attention(graph, clicks, last), clicks);
        return algebra.matMul(
                algebra.concat(1, attended, last), weights("niser/readout", 2 * width, width));
    }

    @Override
    public Operand<TFloat32> itemFromBehaviour(Operand<TFloat32> interaction) {
        return interaction;
    }

    @Override
    public Operand<TFloat32> itemFromText(Operand<TFloat32> text) {
        return null;
    }

    @Override
    public Operand<TFloat32> textQuery(Operand<TFloat32> sessions) {
        return null;
    }

    /** One step of the gated graph network, [B, L, width] to the same. */
    private Operand<TFloat32> gatedStep(SessionGraph graph, Operand<TFloat32> nodes) {
        Operand<TFloat32> mapped =
                tf.math.add(
                        algebra.map(
                                nodes, weights("niser/nodes", width, 5 * width), width, 5 * width),
                        bias("niser/nodes_bias", 5 * width));
        Operand<TFloat32> messages =
                tf.math.add(
                        algebra.concat(
                                2,
                                algebra.batchMatMul(
                                        graph.incoming(), algebra.columns(mapped, 0, width)),
                                algebra.batchMatMul(
                                        graph.outgoing(), algebra.columns(mapped, width, width))),
                        bias("niser/messages_bias", 2 * width));
        Operand<TFloat32> gates =
                tf.math.add(
                        algebra.map(
                                messages,
                                weights("niser/gates", 2 * width, 3 * width),
                                2 * width,
                                3 * width),
                        bias("niser/gates_bias", 3 * width));
        return gated(nodes, algebra.columns(mapped, 2 * width, 3 * width), gates);
    }

    private Operand<TFloat32> gated(
            Operand<TFloat32> nodes, Operand<TFloat32> own, Operand<TFloat32> gates) {
        Operand<TFloat32> open =
                tf.math.sigmoid(
                        tf.math.add(
                                algebra.columns(gates, 0, 2 * width),
                                algebra.columns(own, 0, 2 * width)));
        Operand<TFloat32> reset = algebra.columns(open, 0, width);
        Operand<TFloat32> keep = algebra.columns(open, width, width);
        Operand<TFloat32> fresh =
                tf.math.tanh(
                        tf.math.add(
                                algebra.columns(gates, 2 * width, width),
                                tf.math.mul(reset, algebra.columns(own, 2 * width, width))));
        return tf.math.add(fresh, tf.math.mul(keep, tf.math.sub(nodes, fresh)));
    }

    private Operand<TFloat32> withPositions(Operand<TFloat32> clicks) {
        if (!settings.positions()) {
            return clicks;
        }
        Operand<TFloat32> table = weights("niser/positions", settings.maxLength(), width);
        Operand<TFloat32> used =
                tf.slice(
                        table,
                        tf.constant(new int[] {0, 0}),
                        tf.concat(
                                java.util.List.of(
                                        tf.slice(
                                                tf.shape(clicks),
                                                tf.constant(new int[] {1}),
                                                tf.constant(new int[] {1})),
                                        tf.constant(new int[] {width})),
                                tf.constant(0)));
        return tf.math.add(clicks, used);
    }

    /** [B, L] weights of the clicks, without a softmax; padding has none. */
    private Operand<TFloat32> attention(
            SessionGraph graph, Operand<TFloat32> clicks, Operand<TFloat32> last) {
        Operand<TFloat32> query =
                tf.math.add(
                        algebra.matMul(last, weights("niser/query", width, width)),
                        bias("niser/attention_bias", width));
        Operand<TFloat32> keys =
                algebra.map(clicks, weights("niser/key", width, width), width, width);
        Operand<TFloat32> hidden = tf.math.sigmoid(tf.math.add(keys, algebra.perClick(query)));
        return tf.math.mul(
                algebra.dot(hidden, weights("niser/attention", width, 1), width), graph.clicks());
    }

    private Operand<TFloat32> weights(String name, int in, int out) {
        return parameters.get(name, Initial.UNIFORM, in, out);
    }

    private Operand<TFloat32> bias(String name, int out) {
        return parameters.get(name, Initial.UNIFORM, out);
    }
}
