package dev.semsr.model.export;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gather;
import org.tensorflow.op.nn.TopK;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The k best of each row of scores, exactly, without sorting the catalogue: the k best are in the k
 * blocks with the greatest maxima.
 *
 * @param rows [B, k] columns of the best scores
 * @param scores [B, k] the best scores, descending
 */
record BlockwiseTopK(Operand<TInt32> rows, Operand<TFloat32> scores) {

    /**
     * Wires it.
     *
     * @param scores [B, size]
     * @param k scalar; what is more than {@code size} is ignored
     * @param size a multiple of {@code block}
     */
    static BlockwiseTopK of(
            Ops tf, Operand<TFloat32> scores, Operand<TInt32> k, int size, int block) {
        return of(tf, scores, k, tf.constant(size), block);
    }

    /** The same with a size that may change from call to call. */
    static BlockwiseTopK of(
            Ops tf, Operand<TFloat32> scores, Operand<TInt32> k, Operand<TInt32> size, int block) {
        Operand<TInt32> blocks = tf.math.floorDiv(size, tf.constant(block));
        Operand<TFloat32> byBlock =
                tf.reshape(
                        scores,
                        tf.stack(java.util.List.of(tf.constant(-1), blocks, tf.constant(block))));
        TopK<TFloat32, TInt32> bestBlocks =
                topK(tf, tf.max(byBlock, tf.constant(2)), tf.math.minimum(k, blocks));
        Operand<TFloat32> gathered =
                tf.gather(byBlock, bestBlocks.indices(), tf.constant(1), Gather.batchDims(1L));
        Operand<TInt32> width =
                tf.math.mul(
                        tf.gather(tf.shape(bestBlocks.indices()), tf.constant(1), tf.constant(0)),
                        tf.constant(block));
        Operand<TFloat32> candidates =
                tf.reshape(
                        gathered,
                        tf.stack(
                                java.util.List.of(
                                        tf.gather(tf.shape(scores), tf.constant(0), tf.constant(0)),
                                        width)));
        TopK<TFloat32, TInt32> best = topK(tf, candidates, tf.math.minimum(k, size));
        Operand<TInt32> blockOf =
                tf.gather(
                        bestBlocks.indices(),
                        tf.math.floorDiv(best.indices(), tf.constant(block)),
                        tf.constant(1),
                        Gather.batchDims(1L));
        Operand<TInt32> rows =
                tf.math.add(
                        tf.math.mul(blockOf, tf.constant(block)),
                        tf.math.floorMod(best.indices(), tf.constant(block)));
        return new BlockwiseTopK(rows, best.values());
    }

    private static TopK<TFloat32, TInt32> topK(
            Ops tf, Operand<TFloat32> values, Operand<TInt32> k) {
        return tf.nn.topK(values, k, TInt32.class);
    }
}
