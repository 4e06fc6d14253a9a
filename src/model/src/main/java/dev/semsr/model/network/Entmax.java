package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Sum;
import org.tensorflow.types.TFloat32;

/**
 * Alpha-entmax (Peters, Niculae and Martins 2019): a softmax that can give exact zeros. With {@code
 * z = (alpha - 1) x} it is {@code p = max(z - tau, 0) ^ (1 / (alpha - 1))}, the threshold tau such
 * that p sums to 1. Alpha 2 is the sparsemax; towards 1 it becomes the softmax.
 *
 * <p>The sum falls and is convex in tau, so Newton's method from a tau that is too low comes to it
 * from one side. Its steps are no part of the gradient; one more, whose slope is held constant, is:
 * that gives the gradient of the implicit function, by the scores and by alpha.
 */
final class Entmax {

    /** Least alpha: nearer to 1 the exponent is too large for single precision. */
    static final float LEAST_ALPHA = 1.02f;

    private static final int STEPS = 14;
    private static final float TINY = 1e-20f;
    private static final float MASKED = -1e4f;

    private final Ops tf;

    Entmax(Ops tf) {
        this.tf = tf;
    }

    /**
     * A learned alpha between {@link #LEAST_ALPHA} and 2: MSGAT's {@code sigmoid + 1}, kept off 1.
     *
     * @param x of any shape
     */
    Operand<TFloat32> alpha(Operand<TFloat32> x) {
        return tf.math.add(
                tf.math.mul(tf.math.sigmoid(x), tf.constant(2 - LEAST_ALPHA)),
                tf.constant(LEAST_ALPHA));
    }

    /**
     * The distribution over the last axis.
     *
     * @param scores [..., n]
     * @param alpha [..., 1], from {@link #LEAST_ALPHA} to 2
     * @param mask [..., n] 1 for places that take part, 0 for others; at least one takes part
     * @return [..., n], which sums to 1 and is 0 where the mask is
     */
    Operand<TFloat32> apply(
            Operand<TFloat32> scores, Operand<TFloat32> alpha, Operand<TFloat32> mask) {
        Operand<TFloat32> less = tf.math.sub(alpha, tf.constant(1f));
        Operand<TFloat32> out =
                tf.math.mul(tf.math.sub(tf.constant(1f), mask), tf.constant(MASKED));
        Operand<TFloat32> unshifted = tf.math.add(tf.math.mul(scores, mask), out);
        Operand<TFloat32> best =
                tf.stopGradient(tf.max(unshifted, tf.constant(-1), Max.keepDims(true)));
        Operand<TFloat32> z =
                tf.math.add(tf.math.mul(tf.math.mul(tf.math.sub(scores, best), less), mask), out);
        Operand<TFloat32> power = tf.math.reciprocal(less);
        Operand<TFloat32> tau = threshold(tf.stopGradient(z), tf.stopGradient(power));
        Operand<TFloat32> slope = tf.stopGradient(slope(z, tau, power));
        Operand<TFloat32> excess = tf.math.sub(sum(chances(z, tau, power)), tf.constant(1f));
        Operand<TFloat32> corrected = tf.math.add(tau, tf.math.div(excess, slope));
        return chances(z, corrected, power);
    }

    /** Newton's method from the greatest z less 1, where the sum is at least 1. */
    private Operand<TFloat32> threshold(Operand<TFloat32> z, Operand<TFloat32> power) {
        Operand<TFloat32> tau =
                tf.math.sub(tf.max(z, tf.constant(-1), Max.keepDims(true)), tf.constant(1f));
        for (int step = 0; step < STEPS; step++) {
            Operand<TFloat32> excess = tf.math.sub(sum(chances(z, tau, power)), tf.constant(1f));
            tau = tf.math.add(tau, tf.math.div(excess, slope(z, tau, power)));
        }
        return tf.stopGradient(tau);
    }

    private Operand<TFloat32> chances(
            Operand<TFloat32> z, Operand<TFloat32> tau, Operand<TFloat32> power) {
        Operand<TFloat32> above = tf.math.maximum(tf.math.sub(z, tau), tf.constant(0f));
        return tf.math.mul(raised(above, power), tf.math.sign(above));
    }

    /** How fast the sum falls with tau; positive. */
    private Operand<TFloat32> slope(
            Operand<TFloat32> z, Operand<TFloat32> tau, Operand<TFloat32> power) {
        Operand<TFloat32> above = tf.math.maximum(tf.math.sub(z, tau), tf.constant(0f));
        Operand<TFloat32> each =
                tf.math.mul(
                        raised(above, tf.math.sub(power, tf.constant(1f))), tf.math.sign(above));
        return tf.math.maximum(tf.math.mul(sum(each), power), tf.constant(TINY));
    }

    private Operand<TFloat32> raised(Operand<TFloat32> x, Operand<TFloat32> power) {
        Operand<TFloat32> logarithm = tf.math.log(tf.math.maximum(x, tf.constant(TINY)));
        return tf.math.exp(tf.math.mul(logarithm, power));
    }

    private Operand<TFloat32> sum(Operand<TFloat32> x) {
        return tf.sum(x, tf.constant(-1), Sum.keepDims(true));
    }
}
