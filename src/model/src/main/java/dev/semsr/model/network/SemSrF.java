package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * SemSR-F: text and behaviour fused on both sides.
 *
 * <p>An item's vector is a linear map of its interaction vector plus one of its frozen text vector.
 * A session's vector is a linear map of the backbone's vector plus one of the text vectors of its
 * clicks, weighted by soft attention with the most recent item as query. How much of its attention
 * is on a click is the click's share in the session's vector, by text and, as far as the backbone
 * attends to it, by behaviour.
 */
final class SemSrF implements Network {

    private static final float MASKED = -1e9f;

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final Parameters parameters;
    private final Dropout dropout;
    private final SessionEncoder backbone;
    private final int width;
    private final int textWidth;

    SemSrF(
            Ops tf,
            NetworkSettings settings,
            Parameters parameters,
            Dropout dropout,
            SessionEncoder backbone) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.parameters = parameters;
        this.dropout = dropout;
        this.backbone = backbone;
        this.width = settings.dimension();
        this.textWidth = settings.textWidth();
    }

    @Override
    public AttendedSessions session(
            SessionGraph graph, Operand<TFloat32> interaction, Operand<TFloat32> text) {
        AttendedSessions behaviour = backbone.session(graph, interaction);
        Meaning meaning = meaning(graph, dropout.apply(text));
        Operand<TFloat32> fromBehaviour =
                algebra.matMul(
                        algebra.normalise(behaviour.vectors()),
                        parameters.get("semsr/session_behaviour", Initial.IDENTITY, width, width));
        Operand<TFloat32> readout =
                parameters.get("semsr/session_text", Initial.UNIFORM, 2 * textWidth, width);
        Operand<TFloat32> sessions =
                tf.math.add(fromBehaviour, algebra.matMul(meaning.vectors(), readout));
        ClickShares shares = new ClickShares(tf);
        Operand<TFloat32> fromText =
                shares.parts(graph, meaning.weights(), meaning.clicks(), readout, sessions);
        return new AttendedSessions(
                algebra.normalise(sessions),
                behaviour.attention() == null
                        ? null // that to text alone would pass for that of the whole
                        : shares.of(
                                tf.math.add(
                                        fromText,
                                        tf.math.mul(
                                                behaviour.attention(),
                                                products(fromBehaviour, sessions)))));
    }

    /** [B, 1] products of two vectors of each session. */
    private Operand<TFloat32> products(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.sum(tf.math.mul(a, b), tf.constant(1), Sum.keepDims(true));
    }

    @Override
    public Operand<TFloat32> itemFromBehaviour(Operand<TFloat32> interaction) {
        return tf.math.add(
                algebra.matMul(
                        interaction,
                        parameters.get("semsr/item_behaviour", Initial.IDENTITY, width, width)),
                parameters.get("semsr/item_bias", Initial.ZERO, width));
    }

    @Override
    public Operand<TFloat32> itemFromText(Operand<TFloat32> text) {
        return algebra.matMul(text, itemTextWeights());
    }

    @Override
    public Operand<TFloat32> textQuery(Operand<TFloat32> sessions) {
        return algebra.matMulTransposed(sessions, itemTextWeights());
    }

    private Operand<TFloat32> itemTextWeights() {
        return parameters.get("semsr/item_text", Initial.UNIFORM, textWidth, width);
    }

    /**
     * What the clicks of sessions say.
     *
     * @param clicks [B, L, text width]
     * @param weights [B, L] of the clicks
     * @param vectors [B, 2 * text width] attended text of all clicks, and text of the last click
     */
    private record Meaning(
            Operand<TFloat32> clicks, Operand<TFloat32> weights, Operand<TFloat32> vectors) {}

    private Meaning meaning(SessionGraph graph, Operand<TFloat32> text) {
        Operand<TFloat32> last = algebra.weightedSum(graph.last(), text);
        Operand<TFloat32> weights = attention(graph, text, last);
        Operand<TFloat32> attended = algebra.weightedSum(weights, text);
        return new Meaning(text, weights, algebra.concat(1, attended, last));
    }

    private Operand<TFloat32> attention(
            SessionGraph graph, Operand<TFloat32> text, Operand<TFloat32> last) {
        Operand<TFloat32> query =
                tf.math.add(
                        algebra.matMul(
                                last,
                                parameters.get("semsr/query", Initial.UNIFORM, textWidth, width)),
                        parameters.get("semsr/attention_bias", Initial.UNIFORM, width));
        Operand<TFloat32> keys =
                algebra.map(
                        text,
                        parameters.get("semsr/key", Initial.UNIFORM, textWidth, width),
                        textWidth,
                        width);
        Operand<TFloat32> hidden = tf.math.sigmoid(tf.math.add(keys, algebra.perClick(query)));
        Operand<TFloat32> weights =
                algebra.dot(
                        hidden,
                        parameters.get("semsr/attention", Initial.UNIFORM, width, 1),
                        width);
        return settings.textSoftmax()
                ? softmax(graph, weights)
                : tf.math.mul(weights, graph.clicks());
    }

    private Operand<TFloat32> softmax(SessionGraph graph, Operand<TFloat32> weights) {
        Operand<TFloat32> padding =
                tf.math.mul(tf.math.sub(tf.constant(1f), graph.clicks()), tf.constant(MASKED));
        return tf.nn.softmax(tf.math.add(weights, padding));
    }
}
