package dev.semsr.model.network;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.device.TensorFlowNatives;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.linalg.SelfAdjointEig;
import org.tensorflow.types.TFloat32;

/**
 * Makes an encoder's vectors fit for a network: the mean is taken off, the strongest axes of what
 * remains are brought to equal strength (whitening), and the result to length 1. Encoders put all
 * texts into a narrow cone; without this most of a cosine would be the same for any two items.
 *
 * @param rawWidth width of the encoder's vectors
 * @param width width of the prepared vectors
 * @param mean [rawWidth]
 * @param projection [rawWidth, width], row by row
 */
@SuppressWarnings("ArrayRecordComponent") // flat arrays go to the device; never compared
public record TextPreparation(int rawWidth, int width, float[] mean, float[] projection) {

    /** Name of the mean among a model's weights. */
    public static final String MEAN = "text/mean";

    /** Name of the projection among a model's weights. */
    public static final String PROJECTION = "text/projection";

    private static final float RIDGE = 1e-6f;

    /** Vectors as they come, only brought to length 1. */
    public static TextPreparation plain(int width) {
        float[] identity = Initial.IDENTITY.values(width * width, width, width, 0, PROJECTION);
        return new TextPreparation(width, width, new float[width], identity);
    }

    /**
     * Fits mean and whitening.
     *
     * @param vectors the encoder's vectors, among them perhaps rows of zeros, which do not count
     * @param width strongest axes to keep
     */
    public static TextPreparation whitening(VectorTable vectors, int width) {
        TensorFlowNatives.load();
        VectorTable present = withoutZeros(vectors);
        int raw = vectors.width();
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
                    TFloat32 tensor = tensor(present);
                    Result result =
                            session.runner()
                                    .feed(input, tensor)
                                    .fetch(mean)
                                    .fetch(axes.e())
                                    .fetch(axes.v())
                                    .run()) {
                return new TextPreparation(
                        raw,
                        width,
                        Variables.floats((TFloat32) result.get(0)),
                        strongest(
                                Variables.floats((TFloat32) result.get(1)),
                                Variables.floats((TFloat32) result.get(2)),
                                width));
            }
        }
    }

    /** Prepares [n, rawWidth] inside a graph; a row of zeros stays one. */
    public static Operand<TFloat32> prepare(
            Ops tf, Operand<TFloat32> raw, Operand<TFloat32> mean, Operand<TFloat32> projection) {
        Algebra algebra = new Algebra(tf);
        Operand<TFloat32> present =
                tf.math.sign(
                        tf.max(
                                tf.math.abs(raw),
                                tf.constant(1),
                                org.tensorflow.op.core.Max.keepDims(true)));
        Operand<TFloat32> prepared =
                algebra.normalise(algebra.matMul(tf.math.sub(raw, mean), projection));
        return tf.math.mul(prepared, present);
    }

    /** Prepares a table. */
    public VectorTable apply(VectorTable vectors) {
        TensorFlowNatives.load();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TFloat32> input = tf.placeholder(TFloat32.class);
            Variables variables = new Variables(tf);
            Operand<TFloat32> prepared =
                    prepare(
                            tf,
                            input,
                            variables.add(MEAN, rawWidth),
                            variables.add(PROJECTION, rawWidth, width));
            try (Session session = new Session(graph)) {
                variables.write(session, MEAN, mean);
                variables.write(session, PROJECTION, projection);
                try (TFloat32 tensor = tensor(vectors);
                        Result result =
                                session.runner().feed(input, tensor).fetch(prepared).run()) {
                    return new VectorTable(width, Variables.floats((TFloat32) result.get(0)));
                }
            }
        }
    }

    private static TFloat32 tensor(VectorTable vectors) {
        return TFloat32.tensorOf(
                Shape.of(vectors.rows(), vectors.width()),
                DataBuffers.of(vectors.values(), true, false));
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
        return new VectorTable(
                vectors.width(), java.util.Arrays.copyOf(kept, rows * vectors.width()));
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Eigenvalues come in ascending order; columns of {@code axes} are the eigenvectors. */
    private static float[] strongest(float[] strengths, float[] axes, int width) {
        int raw = strengths.length;
        float[] projection = new float[raw * width];
        for (int column = 0; column < width; column++) {
            int axis = raw - 1 - column;
            float factor = (float) (1 / Math.sqrt(Math.max(strengths[axis], 0) + RIDGE));
            for (int row = 0; row < raw; row++) {
                projection[row * width + column] = axes[row * raw + axis] * factor;
            }
        }
        return projection;
    }
}
