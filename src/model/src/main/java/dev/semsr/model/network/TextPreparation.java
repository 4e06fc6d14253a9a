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
        return TextAxes.of(vectors).whitening(width);
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

    static TFloat32 tensor(VectorTable vectors) {
        return TFloat32.tensorOf(
                Shape.of(vectors.rows(), vectors.width()),
                DataBuffers.of(vectors.values(), true, false));
    }
}
