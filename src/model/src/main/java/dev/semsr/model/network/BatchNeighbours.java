package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.core.Unique;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * MSGAT's channel between the sessions of a batch, and its neighbour module, as in the authors'
 * code. Each session takes in the sessions of its batch that are most like it.
 *
 * <p>It leaks: where the prefixes of one session stand in one batch, a short prefix finds the
 * longer one, which holds the answer. It is here to show this, and for nothing else.
 */
final class BatchNeighbours {

    private static final int NEIGHBOURS = 3;

    private final Ops tf;
    private final Algebra algebra;
    private final Dropout dropout;

    BatchNeighbours(Ops tf, Dropout dropout) {
        this.tf = tf;
        this.algebra = new Algebra(tf);
        this.dropout = dropout;
    }

    /**
     * Session vectors with those of their neighbours added.
     *
     * @param vectors [B, L, dimension] vectors of the clicked items
     * @param sessions [B, dimension]
     * @return [B, dimension]
     */
    Operand<TFloat32> add(
            SessionGraph graph, Operand<TFloat32> vectors, Operand<TFloat32> sessions) {
        Operand<TFloat32> both = tf.math.add(sessions, smoothed(graph, vectors));
        Operand<TFloat32> unit = algebra.normalise(both);
        Operand<TFloat32> likeness = tf.nn.softmax(algebra.matMulTransposed(unit, unit));
        Operand<TInt32> count = tf.gather(tf.shape(sessions), tf.constant(0), tf.constant(0));
        TopK<TFloat32, TInt32> nearest =
                tf.nn.topK(
                        tf.stopGradient(likeness),
                        tf.math.minimum(tf.constant(NEIGHBOURS), count),
                        TInt32.class);
        Operand<TFloat32> shares =
                tf.nn.softmax(
                        tf.gather(
                                likeness, nearest.indices(), tf.constant(1), Gather.batchDims(1L)));
        Operand<TFloat32> found = tf.gather(both, nearest.indices(), tf.constant(0));
        return tf.math.add(sessions, dropout.apply(algebra.weightedSum(shares, found)));
    }

    /** [B, dimension] sums of item vectors, smoothed over sessions that share items. */
    private Operand<TFloat32> smoothed(SessionGraph graph, Operand<TFloat32> vectors) {
        Operand<TFloat32> isNode = graph.isNode(tf);
        Operand<TFloat32> sums = algebra.weightedSum(isNode, tf.stopGradient(vectors));
        Operand<TFloat32> alike = jaccard(graph, isNode);
        Operand<TFloat32> shares =
                tf.math.div(alike, tf.sum(alike, tf.constant(1), Sum.keepDims(true)));
        return tf.stopGradient(algebra.normalise(tf.nn.selu(algebra.matMul(shares, sums))));
    }

    /** [B, B] items in both sessions as a share of the items in any of them. */
    private Operand<TFloat32> jaccard(SessionGraph graph, Operand<TFloat32> isNode) {
        Operand<TFloat32> sets = sets(graph, isNode);
        Operand<TFloat32> both = algebra.matMulTransposed(sets, sets);
        Operand<TFloat32> sizes = tf.sum(sets, tf.constant(1), Sum.keepDims(true));
        Operand<TFloat32> either =
                tf.math.sub(
                        tf.math.add(
                                sizes, tf.linalg.transpose(sizes, tf.constant(new int[] {1, 0}))),
                        both);
        return tf.math.div(both, either);
    }

    /** [B, items of the batch] 1 for the items of a session. */
    private Operand<TFloat32> sets(SessionGraph graph, Operand<TFloat32> isNode) {
        Operand<TInt32> shape = tf.shape(graph.rows());
        Unique<TInt32, TInt32> items =
                tf.unique(
                        tf.reshape(graph.rows(), tf.constant(new int[] {-1})),
                        tf.constant(new int[] {0}),
                        TInt32.class);
        Operand<TInt32> batch = tf.gather(shape, tf.constant(0), tf.constant(0));
        Operand<TInt32> sessions =
                tf.broadcastTo(
                        tf.expandDims(
                                tf.range(tf.constant(0), batch, tf.constant(1)), tf.constant(1)),
                        shape);
        Operand<TInt32> places =
                tf.stack(List.of(sessions, tf.reshape(items.idx(), shape)), Stack.axis(2L));
        return tf.scatterNd(places, isNode, tf.stack(List.of(batch, tf.size(items.y()))));
    }
}
