package dev.semsr.model.network;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * AlphaFuse: the whitened text vector as it is, and the interaction vector in the weak half of the
 * axes only, where text says least. Whitened vectors have their strongest axes first; one narrower
 * than item vectors leaves the last axes to behaviour alone.
 */
final class WeakAxesFusion implements ItemFusion {

    private final Ops tf;
    private final int width;
    private final int textWidth;

    WeakAxesFusion(Ops tf, NetworkSettings settings) {
        this.tf = tf;
        this.width = settings.dimension();
        this.textWidth = settings.textWidth();
        if (textWidth > width) {
            throw new IllegalArgumentException(
                    "Text vectors of "
                            + textWidth
                            + " are no item vectors of "
                            + width
                            + ": whiten them to at most that width.");
        }
    }

    @Override
    public Operand<TFloat32> fromBehaviour(Operand<TFloat32> interaction) {
        float[] weak = new float[width];
        Arrays.fill(weak, width / 2, width, 1);
        return tf.math.mul(interaction, tf.constant(weak));
    }

    @Override
    public Operand<TFloat32> fromText(Operand<TFloat32> text) {
        return textWidth == width
                ? text
                : tf.pad(
                        text,
                        tf.constant(new int[][] {{0, 0}, {0, width - textWidth}}),
                        tf.constant(0f));
    }

    @Override
    public Operand<TFloat32> textQuery(Operand<TFloat32> sessions) {
        return tf.slice(
                sessions, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, textWidth}));
    }
}
