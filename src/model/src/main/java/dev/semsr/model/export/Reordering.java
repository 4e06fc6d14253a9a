package dev.semsr.model.export;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Lists in the order of another network (SemSR-F+). Items that it does not know keep their place:
 * it has nothing to say about them, and scoring them by nothing would sink them all.
 */
final class Reordering {

    /** Below every score and every place. */
    private static final float LAST = -1e6f;

    private final Ops tf;
    private final Operand<TInt32> width;

    private Reordering(Ops tf, Operand<TInt32> rows) {
        this.tf = tf;
        width = tf.gather(tf.shape(rows), tf.constant(1), tf.constant(0));
    }

    /**
     * Wires it.
     *
     * @param rows [B, n] lists, best first
     * @param scores [B, n] what the other network says of them
     * @param known [B, n] whether it knows them
     * @return [B, n] the same rows: the known ones by descending score over the places of the known
     */
    static Operand<TInt32> of(
            Ops tf, Operand<TInt32> rows, Operand<TFloat32> scores, Operand<TBool> known) {
        return new Reordering(tf, rows).reordered(rows, scores, known);
    }

    /** The j-th place of a known item gets the j-th best of them; then the unknown, in order. */
    private Operand<TInt32> reordered(
            Operand<TInt32> rows, Operand<TFloat32> scores, Operand<TBool> known) {
        Operand<TFloat32> places =
                tf.dtypes.cast(tf.range(tf.constant(0), width, tf.constant(1)), TFloat32.class);
        Operand<TFloat32> all = tf.math.add(tf.zerosLike(scores), places);
        Operand<TFloat32> byPlace = tf.math.neg(all);
        Operand<TFloat32> unknown = tf.math.add(byPlace, tf.constant(LAST));
        Operand<TInt32> place = descending(tf.select(known, byPlace, unknown));
        Operand<TInt32> item = descending(tf.select(known, scores, unknown));
        Operand<TInt32> itemAtPlace =
                gathered(item, descending(tf.math.neg(tf.dtypes.cast(place, TFloat32.class))));
        return gathered(rows, itemAtPlace);
    }

    /** [B, n] the columns of each row by descending value; of equal ones the first comes first. */
    private Operand<TInt32> descending(Operand<TFloat32> values) {
        return tf.nn.topK(values, width, TInt32.class).indices();
    }

    private Operand<TInt32> gathered(Operand<TInt32> values, Operand<TInt32> columns) {
        return tf.gather(values, columns, tf.constant(1), Gather.batchDims(1L));
    }
}
