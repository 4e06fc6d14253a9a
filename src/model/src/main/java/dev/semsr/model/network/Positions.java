package dev.semsr.model.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Learned vectors of the positions of clicks, counted from the oldest click that is looked at. */
final class Positions {

    private Positions() {}

    /**
     * Adds each click the vector of its position.
     *
     * @param name of the parameter
     * @param clicks [B, L, dimension]
     */
    static Operand<TFloat32> add(
            Ops tf,
            Parameters parameters,
            String name,
            Operand<TFloat32> clicks,
            NetworkSettings settings) {
        int width = settings.dimension();
        Operand<TFloat32> table =
                parameters.get(name, Initial.UNIFORM, settings.maxLength(), width);
        Operand<TFloat32> used =
                tf.slice(
                        table,
                        tf.constant(new int[] {0, 0}),
                        tf.concat(
                                List.of(
                                        tf.slice(
                                                tf.shape(clicks),
                                                tf.constant(new int[] {1}),
                                                tf.constant(new int[] {1})),
                                        tf.constant(new int[] {width})),
                                tf.constant(0)));
        return tf.math.add(clicks, used);
    }
}
