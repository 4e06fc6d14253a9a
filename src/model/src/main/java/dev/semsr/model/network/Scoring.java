package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Scores of sessions and items: cosine times scale. Items that must not be found carry a penalty in
 * an extra component of their vector, which meets a 1 in the session's: so it costs no pass over
 * the scores of the catalogue.
 */
public final class Scoring {

    /** Penalty of an item that must not be found; 0 for all others. */
    public static final float HIDDEN = -1e9f;

    private Scoring() {}

    /**
     * The vectors of items that sessions are compared with.
     *
     * @param items [n, dimension], of any length
     * @param penalty [n, 1]
     * @return [n, dimension + 1]
     */
    public static Operand<TFloat32> index(
            Ops tf, Operand<TFloat32> items, Operand<TFloat32> penalty) {
        Algebra algebra = new Algebra(tf);
        return algebra.concat(1, algebra.normalise(items), penalty);
    }

    /** [n, 1]: 1 / length of item vectors [n, dimension]. */
    public static Operand<TFloat32> inverseLengths(Ops tf, Operand<TFloat32> items) {
        return new Algebra(tf).inverseNorm(items);
    }

    /**
     * The vectors of sessions that items are compared with.
     *
     * @param sessions [B, dimension], of length 1
     * @return [B, dimension + 1]
     */
    public static Operand<TFloat32> query(Ops tf, Operand<TFloat32> sessions, float scale) {
        Operand<TInt32> count =
                tf.slice(
                        tf.shape(sessions), tf.constant(new int[] {0}), tf.constant(new int[] {1}));
        Operand<TFloat32> ones =
                tf.fill(
                        tf.concat(List.of(count, tf.constant(new int[] {1})), tf.constant(0)),
                        tf.constant(1f));
        return new Algebra(tf).concat(1, tf.math.mul(sessions, tf.constant(scale)), ones);
    }

    /**
     * Scores of every session and item.
     *
     * @param query [B, dimension + 1]
     * @param index [n, dimension + 1]
     * @return [B, n]
     */
    public static Operand<TFloat32> scores(
            Ops tf, Operand<TFloat32> query, Operand<TFloat32> index) {
        return new Algebra(tf).matMulTransposed(query, index);
    }
}
