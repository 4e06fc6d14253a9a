package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Layer normalisation: the components of each vector are brought to mean 0 and variance 1, then to
 * a learned gain and bias.
 */
final class LayerNorm {

    /** Added to the variance, against division by zero. */
    static final float EPSILON = 1e-6f;

    private LayerNorm() {}

    /**
     * Normalises the last axis.
     *
     * @param name parameters are {@code name/gain} and {@code name/bias}
     * @param x [..., width]
     */
    static Operand<TFloat32> apply(
            Ops tf, Parameters parameters, String name, Operand<TFloat32> x, int width) {
        return tf.math.add(
                tf.math.mul(standardise(tf, x), parameters.get(name + "/gain", Initial.ONE, width)),
                parameters.get(name + "/bias", Initial.ZERO, width));
    }

    /** Mean 0 and variance 1 over the last axis, with neither gain nor bias. */
    static Operand<TFloat32> standardise(Ops tf, Operand<TFloat32> x) {
        Operand<TFloat32> centred = tf.math.sub(x, mean(tf, x));
        Operand<TFloat32> variance = mean(tf, tf.math.mul(centred, centred));
        return tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))));
    }

    private static Operand<TFloat32> mean(Ops tf, Operand<TFloat32> x) {
        return tf.math.mean(x, tf.constant(-1), Mean.keepDims(true));
    }
}
