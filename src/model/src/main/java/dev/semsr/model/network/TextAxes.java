package dev.semsr.model.network;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.device.TensorFlowNatives;
import java.util.Arrays;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat32;

/**
 * Mean and principal axes of a catalogue's text vectors.
 *
 * @param mean [width]
 * @param strengths [width] variance along each axis, ascending
 * @param axes [width, width], an axis a column
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
record TextAxes(float[] mean, float[] strengths, float[] axes) {

    private static final float RIDGE = 1e-6f;

    /** Finds them; rows of zeros (items without text) do not count. */
    static TextAxes of(VectorTable vectors) {
        TensorFlowNatives.load();
        VectorTable present = withoutZeros(vectors);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> input = tf.placeholder(TFloat32.class);
            Operand<TFloat32> mean = tf.math.mean(input, tf.constant(0));
            Operand<TFloat32> centred = tf.math.sub(input, mean);
            Operand<TFloat32> covariance =
                    tf.math.div(
                            tf.linalg.matMul(centred, centred, MatMul.transposeA(true)),
                            tf.constant((float) Math.max(1, present.rows())));
            SelfAdjointEig<TFloat32> axes = tf.linalg.selfAdjointEig(covariance);
            try (Session session = new Session(graph);
                    TFloat32 tensor = TextPreparation.tensor(present);
                    Result result =
                            session.runner()
                                    .feed(input, tensor)
                                    .fetch(mean)
                                    .fetch(axes.e())
                                    .fetch(axes.v())
                                    .run()) {
                return new TextAxes(
                        Variables.floats((TFloat32) result.get(0)),
                        Variables.floats((TFloat32) result.get(1)),
                        Variables.floats((TFloat32) result.get(2)));
            }
        }
    }

    /** The strongest axes, all brought to equal strength. */
    TextPreparation whitening(int width) {
        return onStrongest(width, true);
    }

    /** The strongest axes, each as strong as it is. */
    TextPreparation pca(int width) {
        return onStrongest(width, false);
    }

    private TextPreparation onStrongest(int width, boolean equal) {
        int raw = strengths.length;
        float[] projection = new float[raw * width];
        for (int column = 0; column < width; column++) {
            int axis = raw - 1 - column;
            float factor =
                    equal ? (float) (1 / Math.sqrt(Math.max(strengths[axis], 0) + RIDGE)) : 1;
            for (int row = 0; row < raw; row++) {
                projection[row * width + column] = axes[row * raw + axis] * factor;
            }
        }
        return new TextPreparation(raw, width, mean, projection);
    }

    private static VectorTable withoutZeros(VectorTable vectors) {
        float[] kept = new float[vectors.values().length];
        int rows = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            float[] vector = vectors.row(row);
            if (!isZero(vector)) {
                System.arraycopy(vector, 0, kept, rows++ * vectors.width(), vectors.width());
            }
        }
        return new VectorTable(vectors.width(), Arrays.copyOf(kept, rows * vectors.width()));
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
