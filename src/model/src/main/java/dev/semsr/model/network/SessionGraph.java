package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Min;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The graphs of a batch of B sessions of at most L clicks, made inside TensorFlow from the rows.
 *
 * <p>A node is an item; it stands at the position of its first click. Consecutive clicks are an
 * edge, counted once. The adjacencies map nodes to clicks, so that every click of an item gets the
 * same message and node vectors need not be spread out again. Padding takes part in nothing.
 *
 * @param rows [B, L] rows of the clicked items; anything valid in the padding
 * @param clicks [B, L] 1 for clicks, 0 for padding
 * @param last [B, L] 1 for the last click, 0 elsewhere
 * @param nodes [B, L, L] 1 where the node at a place is the item of a click, 0 in the padding
 * @param incoming [B, L, L] share of each node in the mean of a click's predecessors
 * @param outgoing [B, L, L] share of each node in the mean of a click's successors
 */
public record SessionGraph(
        Operand<TInt32> rows,
        Operand<TFloat32> clicks,
        Operand<TFloat32> last,
        Operand<TFloat32> nodes,
        Operand<TFloat32> incoming,
        Operand<TFloat32> outgoing) {

    /**
     * Builds the graphs.
     *
     * @param rows [B, L]
     * @param lengths [B] number of clicks, at least 1
     */
    public static SessionGraph of(Ops tf, Operand<TInt32> rows, Operand<TInt32> lengths) {
        Algebra algebra = new Algebra(tf);
        Operand<TInt32> width = tf.gather(tf.shape(rows), tf.constant(1), tf.constant(0));
        Operand<TInt32> positions = tf.range(tf.constant(0), width, tf.constant(1));
        Operand<TInt32> ends = tf.expandDims(lengths, tf.constant(1));
        Operand<TFloat32> clicks = tf.dtypes.cast(tf.math.less(positions, ends), TFloat32.class);
        Operand<TFloat32> last =
                tf.dtypes.cast(
                        tf.math.equal(positions, tf.math.sub(ends, tf.constant(1))),
                        TFloat32.class);
        Operand<TFloat32> nodes = nodesOfClicks(tf, rows, positions, clicks);
        Operand<TFloat32> edges = edges(algebra, nodes);
        return new SessionGraph(
                rows,
                clicks,
                last,
                nodes,
                algebra.batchMatMul(nodes, transpose(tf, shares(tf, edges, 1))),
                algebra.batchMatMul(nodes, shares(tf, edges, 2)));
    }

    /** [B, L] 1 where a click is the first one on its item: the places of nodes. */
    Operand<TFloat32> isNode(Ops tf) {
        return tf.math.sign(
                tf.math.mul(
                        tf.linalg.matrixDiagPart(nodes, tf.constant(0), tf.constant(0f)), clicks));
    }

    /** [B, L, L]: 1 where the node at position p is the item of click i. */
    private static Operand<TFloat32> nodesOfClicks(
            Ops tf, Operand<TInt32> rows, Operand<TInt32> positions, Operand<TFloat32> clicks) {
        Operand<TFloat32> same =
                tf.dtypes.cast(
                        tf.math.equal(
                                tf.expandDims(rows, tf.constant(2)),
                                tf.expandDims(rows, tf.constant(1))),
                        TFloat32.class);
        Operand<TFloat32> places = tf.dtypes.cast(positions, TFloat32.class);
        Operand<TFloat32> far = tf.constant(1e6f);
        Operand<TFloat32> first =
                tf.min(
                        tf.math.add(tf.math.mul(same, tf.math.sub(places, far)), far),
                        tf.constant(2),
                        Min.keepDims(true));
        Operand<TFloat32> isFirst = tf.dtypes.cast(tf.math.equal(first, places), TFloat32.class);
        return tf.math.mul(isFirst, tf.expandDims(clicks, tf.constant(2)));
    }

    /** [B, L, L]: 1 where a click of node p is followed by one of node q. */
    private static Operand<TFloat32> edges(Algebra algebra, Operand<TFloat32> nodes) {
        Ops tf = algebra.tf();
        Operand<TFloat32> from =
                tf.stridedSlice(nodes, Indices.all(), Indices.sliceTo(-1), Indices.all());
        Operand<TFloat32> to =
                tf.stridedSlice(nodes, Indices.all(), Indices.sliceFrom(1), Indices.all());
        return tf.math.minimum(algebra.batchMatMulFirstTransposed(from, to), tf.constant(1f));
    }

    private static Operand<TFloat32> shares(Ops tf, Operand<TFloat32> edges, int axis) {
        Operand<TFloat32> degree = tf.sum(edges, tf.constant(axis), Sum.keepDims(true));
        return tf.math.div(edges, tf.math.maximum(degree, tf.constant(1f)));
    }

    private static Operand<TFloat32> transpose(Ops tf, Operand<TFloat32> x) {
        return tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 1}));
    }
}
