package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * MSGAT's channel inside a session (Qiao et al. 2023): a gated graph step over item and position
 * vectors, sparse self-attention with a token that stands for the target, and sparse pooling of
 * gates that the target chooses. Equations as in the authors' code, but for three things: positions
 * are those of first clicks, not of sorted item numbers; padding takes no part in any attention;
 * and an alpha stays a little off 1. Tables have no greatest norm. The authors' own form adds
 * {@link BatchNeighbours} and positions of sorted item numbers. Its attention is that of the
 * pooling, which the target directs.
 */
final class Msgat implements SessionEncoder {

    private static final int MOST_HEADS = 5;

    private final Ops tf;
    private final Algebra algebra;
    private final NetworkSettings settings;
    private final Parameters parameters;
    private final Dropout dropout;
    private final Entmax entmax;
    private final boolean isAuthors;
    private final int out;
    private final int width;

    Msgat(Ops tf, NetworkSettings settings, Parameters parameters, Dropout dropout) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.settings = settings;
        this.parameters = parameters;
        this.dropout = dropout;
        this.entmax = new Entmax(tf);
        this.isAuthors = !settings.backbone().isIndependentOfBatch();
        this.out = settings.dimension();
        this.width = 2 * out;
    }

    @Override
    public AttendedSessions session(SessionGraph graph, Operand<TFloat32> vectors) {
        Operand<TFloat32> nodes =
                LayerNorm.apply(
                        tf,
                        parameters,
                        "msgat/nodes_norm",
                        algebra.concat(2, vectors, positions(graph, vectors)),
                        width);
        Operand<TFloat32> clicks =
                new GatedStep(tf, parameters, "msgat", width).apply(graph, nodes);
        Attended attended = attend(graph, clicks);
        Operand<TFloat32> relevance = relevance(graph, attended);
        Operand<TFloat32> pooled = algebra.weightedSum(relevance, gates(graph, clicks));
        Operand<TFloat32> decoded =
                tf.nn.selu(
                        map(
                                algebra.concat(1, pooled, attended.target()),
                                "decoder",
                                2 * width,
                                out));
        Operand<TFloat32> sessions = algebra.normalise(dropout.apply(decoded));
        return new AttendedSessions(
                isAuthors
                        ? new BatchNeighbours(tf, dropout).add(graph, vectors, sessions)
                        : sessions,
                relevance);
    }

    /** [B, L, dimension] learned vectors of the places of the clicks' nodes. */
    private Operand<TFloat32> positions(SessionGraph graph, Operand<TFloat32> vectors) {
        Operand<TFloat32> table =
                parameters.get("msgat/positions", Initial.UNIFORM, settings.maxLength(), out);
        if (isAuthors) {
            return tf.gather(table, sortedPlaces(graph), tf.constant(0));
        }
        Operand<TInt32> used =
                tf.concat(
                        List.of(
                                tf.slice(
                                        tf.shape(vectors),
                                        tf.constant(new int[] {1}),
                                        tf.constant(new int[] {1})),
                                tf.constant(new int[] {out})),
                        tf.constant(0));
        Operand<TFloat32> places = tf.slice(table, tf.constant(new int[] {0, 0}), used);
        return algebra.batchMatMul(graph.nodes(), tf.broadcastTo(places, tf.shape(vectors)));
    }

    /** [B, L] place of each click's node among the sorted item numbers of the session. */
    private Operand<TInt32> sortedPlaces(SessionGraph graph) {
        Operand<TFloat32> smaller =
                tf.dtypes.cast(
                        tf.math.less(
                                tf.expandDims(graph.rows(), tf.constant(1)),
                                tf.expandDims(graph.rows(), tf.constant(2))),
                        TFloat32.class);
        Operand<TFloat32> nodes = tf.expandDims(graph.isNode(tf), tf.constant(1));
        return tf.dtypes.cast(tf.sum(tf.math.mul(smaller, nodes), tf.constant(2)), TInt32.class);
    }

    /**
     * Clicks and target after self-attention.
     *
     * @param clicks [B, L, width]
     * @param target [B, width]
     */
    private record Attended(Operand<TFloat32> clicks, Operand<TFloat32> target) {}

    private Attended attend(SessionGraph graph, Operand<TFloat32> clicks) {
        Operand<TFloat32> tokens = tf.concat(List.of(clicks, emptyRow(clicks)), tf.constant(1));
        Operand<TFloat32> queries = dropout.apply(tf.nn.relu(map3(tokens, "query", width, width)));
        int heads = heads(width);
        Operand<TFloat32> attention = sparse(graph, queries, tokens, heads);
        Operand<TFloat32> mixed =
                joined(
                        algebra.tf()
                                .train
                                .batchMatMul(attention, split(tokens, heads), TFloat32.class));
        Operand<TFloat32> forward =
                map3(
                        tf.nn.relu(map3(mixed, "forward_in", width, width)),
                        "forward_out",
                        width,
                        width);
        Operand<TFloat32> states =
                LayerNorm.apply(
                        tf,
                        parameters,
                        "msgat/attention_norm",
                        tf.math.add(dropout.apply(forward), mixed),
                        width);
        return new Attended(allButLast(states), last(states));
    }

    /** [B, heads, L + 1, L + 1] weights; each head's alpha comes from its query of the target. */
    private Operand<TFloat32> sparse(
            SessionGraph graph, Operand<TFloat32> queries, Operand<TFloat32> tokens, int heads) {
        int of = width / heads;
        Operand<TFloat32> query = split(queries, heads);
        Operand<TFloat32> scores =
                tf.math.mul(
                        tf.train.batchMatMul(
                                query,
                                split(tokens, heads),
                                TFloat32.class,
                                org.tensorflow.op.train.BatchMatMul.adjY(true)),
                        tf.constant((float) (1 / Math.sqrt(of))));
        Operand<TFloat32> targets = tf.reshape(last(queries), tf.constant(new int[] {-1, of}));
        Operand<TFloat32> alpha =
                entmax.alpha(
                        tf.reshape(
                                map(targets, "head_alpha", of, 1),
                                tf.constant(new int[] {-1, heads, 1, 1})));
        Operand<TFloat32> mask =
                tf.expandDims(
                        tf.expandDims(withOne(graph.clicks()), tf.constant(1)), tf.constant(1));
        return entmax.apply(scores, alpha, tf.broadcastTo(mask, tf.shape(scores)));
    }

    /** [B, L] weights of the clicks, chosen by the target; noise gets exactly 0. */
    private Operand<TFloat32> relevance(SessionGraph graph, Attended attended) {
        Operand<TFloat32> alpha = entmax.alpha(map(attended.target(), "pool_alpha", width, 1));
        Operand<TFloat32> byTarget = map(attended.target(), "pool_target", width, width);
        Operand<TFloat32> byClick =
                algebra.map(
                        attended.clicks(),
                        parameters.get("msgat/pool_click", Initial.UNIFORM, width, width),
                        width,
                        width);
        Operand<TFloat32> scores =
                algebra.dot(
                        tf.nn.relu(tf.math.add(byClick, algebra.perClick(byTarget))),
                        parameters.get("msgat/pool", Initial.UNIFORM, width, 1),
                        width);
        return entmax.apply(scores, alpha, graph.clicks());
    }

    /** [B, L, width] soft gates of each click, by the last one. */
    private Operand<TFloat32> gates(SessionGraph graph, Operand<TFloat32> clicks) {
        Operand<TFloat32> byLast =
                algebra.matMul(
                        algebra.weightedSum(graph.last(), clicks),
                        parameters.get("msgat/gate_last", Initial.UNIFORM, width, width));
        Operand<TFloat32> byClick =
                algebra.map(
                        clicks,
                        parameters.get("msgat/gate_click", Initial.UNIFORM, width, width),
                        width,
                        width);
        return tf.math.sigmoid(tf.math.add(byClick, algebra.perClick(byLast)));
    }

    /** Largest number of heads, at most five, that divides a width. */
    static int heads(int width) {
        int heads = MOST_HEADS;
        while (width % heads != 0) {
            heads--;
        }
        return heads;
    }

    /** [B, n, width] to [B, heads, n, width / heads]. */
    private Operand<TFloat32> split(Operand<TFloat32> x, int heads) {
        Operand<TInt32> shape = tf.shape(x);
        Operand<TInt32> parted =
                tf.concat(
                        List.of(
                                tf.slice(
                                        shape,
                                        tf.constant(new int[] {0}),
                                        tf.constant(new int[] {2})),
                                tf.constant(new int[] {heads, width / heads})),
                        tf.constant(0));
        return tf.linalg.transpose(tf.reshape(x, parted), tf.constant(new int[] {0, 2, 1, 3}));
    }

    /** [B, heads, n, width / heads] to [B, n, width]. */
    private Operand<TFloat32> joined(Operand<TFloat32> x) {
        Operand<TFloat32> turned = tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 1, 3}));
        Operand<TInt32> shape =
                tf.concat(
                        List.of(
                                tf.slice(
                                        tf.shape(turned),
                                        tf.constant(new int[] {0}),
                                        tf.constant(new int[] {2})),
                                tf.constant(new int[] {width})),
                        tf.constant(0));
        return tf.reshape(turned, shape);
    }

    /** [B, 1, width] of zeros: the token that stands for the target. */
    private Operand<TFloat32> emptyRow(Operand<TFloat32> clicks) {
        Operand<TInt32> batch =
                tf.slice(tf.shape(clicks), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        return tf.zeros(
                tf.concat(List.of(batch, tf.constant(new int[] {1, width})), tf.constant(0)),
                TFloat32.class);
    }

    /** [B, L] with a column of ones after it. */
    private Operand<TFloat32> withOne(Operand<TFloat32> clicks) {
        Operand<TFloat32> ones =
                tf.onesLike(
                        tf.slice(
                                clicks,
                                tf.constant(new int[] {0, 0}),
                                tf.constant(new int[] {-1, 1})));
        return algebra.concat(1, clicks, ones);
    }

    private Operand<TFloat32> last(Operand<TFloat32> x) {
        Operand<TInt32> place =
                tf.math.sub(tf.gather(tf.shape(x), tf.constant(1), tf.constant(0)), tf.constant(1));
        return tf.squeeze(
                tf.gather(x, tf.expandDims(place, tf.constant(0)), tf.constant(1)),
                Squeeze.axis(List.of(1L)));
    }

    private Operand<TFloat32> allButLast(Operand<TFloat32> x) {
        Operand<TInt32> size = tf.math.sub(tf.shape(x), tf.constant(new int[] {0, 1, 0}));
        return tf.slice(x, tf.constant(new int[] {0, 0, 0}), size);
    }

    private Operand<TFloat32> map(Operand<TFloat32> x, String name, int in, int to) {
        return tf.nn.biasAdd(
                algebra.matMul(x, parameters.get("msgat/" + name, Initial.UNIFORM, in, to)),
                parameters.get("msgat/" + name + "_bias", Initial.UNIFORM, to));
    }

    private Operand<TFloat32> map3(Operand<TFloat32> x, String name, int in, int to) {
        return algebra.map(
                x,
                parameters.get("msgat/" + name, Initial.UNIFORM, in, to),
                parameters.get("msgat/" + name + "_bias", Initial.UNIFORM, to),
                in,
                to);
    }
}
