package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The few expressions that the networks are written in. Only operations with a gradient in
 * TensorFlow's C++ registry: in particular no {@code square}, which crashes the process when it is
 * differentiated.
 */
final class Algebra {

    private static final float TINY = 1e-12f;

    private final Ops tf;

    Algebra(Ops tf) {
        this.tf = tf;
    }

    /** Matrix product. */
    Operand<TFloat32> matMul(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.linalg.matMul(a, b);
    }

    /** Product of a matrix with a transposed one. */
    Operand<TFloat32> matMulTransposed(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.linalg.matMul(a, b, MatMul.transposeB(true));
    }

    /** Products of matrices, one for each element of the first axis. */
    Operand<TFloat32> batchMatMul(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.train.batchMatMul(a, b, TFloat32.class);
    }

    /** Products of transposed matrices with others, one for each element of the first axis. */
    Operand<TFloat32> batchMatMulFirstTransposed(Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.train.batchMatMul(a, b, TFloat32.class, BatchMatMul.adjX(true));
    }

    /** A linear map of the last axis of [a, b, in] to [a, b, out]. */
    Operand<TFloat32> map(Operand<TFloat32> x, Operand<TFloat32> weights, int in, int out) {
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, in}));
        return tf.reshape(matMul(flat, weights), withLast(leading(x), out));
    }

    /** A linear map of the last axis of [a, b, in] to [a, b, out], with a bias of [out]. */
    Operand<TFloat32> map(
            Operand<TFloat32> x,
            Operand<TFloat32> weights,
            Operand<TFloat32> bias,
            int in,
            int out) {
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, in}));
        Operand<TFloat32> mapped = tf.nn.biasAdd(matMul(flat, weights), bias);
        return tf.reshape(mapped, withLast(leading(x), out));
    }

    /** Equal parts of the last axis of [a, b, width]. */
    List<Output<TFloat32>> parts(Operand<TFloat32> x, int count) {
        return tf.split(tf.constant(2), x, (long) count).output();
    }

    /** Vectors of the last axis brought to length 1; a vector of zeros stays as it is. */
    Operand<TFloat32> normalise(Operand<TFloat32> x) {
        return tf.math.mul(x, inverseNorm(x));
    }

    /** 1 / length of the vectors of the last axis, which becomes 1 wide. */
    Operand<TFloat32> inverseNorm(Operand<TFloat32> x) {
        Operand<TFloat32> squares = tf.sum(tf.math.mul(x, x), tf.constant(-1), Sum.keepDims(true));
        return tf.math.rsqrt(tf.math.maximum(squares, tf.constant(TINY)));
    }

    /** Sum over clicks of weight times vector: [a, b] and [a, b, width] to [a, width]. */
    Operand<TFloat32> weightedSum(Operand<TFloat32> weights, Operand<TFloat32> vectors) {
        Operand<TFloat32> sum = batchMatMul(tf.expandDims(weights, tf.constant(1)), vectors);
        return tf.squeeze(sum, Squeeze.axis(List.of(1L)));
    }

    /** Products of vectors [a, b, width] with one each of [a, width]: [a, b]. */
    Operand<TFloat32> products(Operand<TFloat32> vectors, Operand<TFloat32> x) {
        Operand<TFloat32> columns = tf.expandDims(x, tf.constant(2));
        return tf.squeeze(batchMatMul(vectors, columns), Squeeze.axis(List.of(2L)));
    }

    /** [a, width] as [a, 1, width]. */
    Operand<TFloat32> perClick(Operand<TFloat32> x) {
        return tf.expandDims(x, tf.constant(1));
    }

    /** The last axis of [a, b, width] weighted to [a, b]. */
    Operand<TFloat32> dot(Operand<TFloat32> x, Operand<TFloat32> weights, int width) {
        Operand<TFloat32> flat = tf.reshape(x, tf.constant(new int[] {-1, width}));
        return tf.reshape(matMul(flat, weights), leading(x));
    }

    /** Two tensors side by side along an axis. */
    Operand<TFloat32> concat(int axis, Operand<TFloat32> a, Operand<TFloat32> b) {
        return tf.concat(List.of(a, b), tf.constant(axis));
    }

    private Operand<TInt32> leading(Operand<TFloat32> x) {
        return tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {2}));
    }

    private Operand<TInt32> withLast(Operand<TInt32> leading, int last) {
        return tf.concat(List.of(leading, tf.constant(new int[] {last})), tf.constant(0));
    }

    /** The operations themselves. */
    Ops tf() {
        return tf;
    }
}
