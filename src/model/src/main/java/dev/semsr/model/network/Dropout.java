package dev.semsr.model.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Random decisions of a training step. They depend on nothing but the seed, the step and the place,
 * so that a resumed training decides as one that was never stopped.
 */
public final class Dropout {

    private final Ops tf;
    private final Operand<TInt64> seed;
    private final Operand<TInt64> step;
    private final float rate;
    private long place;

    private Dropout(Ops tf, Operand<TInt64> seed, Operand<TInt64> step, float rate) {
        this.tf = tf;
        this.seed = seed;
        this.step = step;
        this.rate = rate;
    }

    /** No dropout: serving and validation. */
    public static Dropout off() {
        return new Dropout(null, null, null, 0);
    }

    /**
     * Dropout of a training graph.
     *
     * @param seed scalar
     * @param step scalar, number of the step
     * @param rate share of components set to zero
     */
    public static Dropout of(Ops tf, Operand<TInt64> seed, Operand<TInt64> step, float rate) {
        return new Dropout(tf, seed, step, rate);
    }

    /** Sets components to zero at random and scales up the others. */
    public Operand<TFloat32> apply(Operand<TFloat32> x) {
        if (rate == 0) {
            return x;
        }
        Operand<TFloat32> kept = chosen(tf.shape(x), 1 - rate);
        return tf.math.mul(x, tf.math.mul(kept, tf.constant(1 / (1 - rate))));
    }

    /** A tensor of ones with probability {@code share}, else zeros. */
    public Operand<TFloat32> chosen(Operand<TInt32> shape, float share) {
        place++;
        Operand<TInt64> key =
                tf.stack(
                        java.util.List.of(
                                tf.math.add(seed, tf.constant(place * 0x9E3779B97F4A7C15L)), step));
        Operand<TFloat32> uniform = tf.random.statelessRandomUniform(shape, key);
        return tf.dtypes.cast(tf.math.less(uniform, tf.constant(share)), TFloat32.class);
    }
}
