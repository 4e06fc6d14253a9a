package dev.semsr.model.network;

import dev.semsr.model.device.TensorFlowNatives;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network in a graph of its own, with random values, to be asked for vectors and attention. */
final class WiredNetwork implements AutoCloseable {

    private final Graph graph = new Graph();
    private final Variables variables;
    private final Session session;
    private final Placeholder<TInt32> rows;
    private final Placeholder<TInt32> lengths;
    private final AttendedSessions sessions;
    private final Operand<TFloat32> items;
    private final Map<String, float[]> weights = new TreeMap<>();

    static {
        TensorFlowNatives.load();
    }

    WiredNetwork(NetworkSettings shape, float[][] interaction, float[][] text) {
        Ops tf = Ops.create(graph);
        variables = new Variables(tf);
        Parameters parameters = new Parameters(variables);
        rows = tf.placeholder(TInt32.class);
        lengths = tf.placeholder(TInt32.class);
        Network network = Network.of(tf, shape, parameters, Dropout.off());
        Operand<TFloat32> interactionTable = tf.constant(interaction);
        Operand<TFloat32> textTable = text == null ? null : tf.constant(text);
        sessions =
                network.session(
                        SessionGraph.of(tf, rows, lengths),
                        tf.gather(interactionTable, rows, tf.constant(0)),
                        text == null ? null : tf.gather(textTable, rows, tf.constant(0)));
        items = new Algebra(tf).normalise(Network.item(tf, network, interactionTable, textTable));
        session = new Session(graph);
        for (String name : parameters.names()) {
            write(
                    name,
                    Initial.UNIFORM.values(
                            variables.size(name),
                            variables.columns(name),
                            shape.dimension(),
                            7,
                            name));
        }
    }

    /** Gives a parameter other values than random ones. */
    void write(String name, float... values) {
        weights.put(name, values);
        variables.write(session, name, values);
    }

    Map<String, float[]> weights() {
        return weights;
    }

    /** Vectors of sessions of rows, each padded with -1, which stands for any row. */
    float[][] sessions(int[][] padded) {
        return asked(sessions.vectors(), padded);
    }

    /** Whether the network has attention. */
    boolean hasAttention() {
        return sessions.attention() != null;
    }

    /** How much attention is on each click and place of the padding, of the same sessions. */
    float[][] attention(int[][] padded) {
        return asked(sessions.attention(), padded);
    }

    private float[][] asked(Operand<TFloat32> output, int[][] padded) {
        int[] counts = new int[padded.length];
        int[][] clicks = new int[padded.length][];
        for (int i = 0; i < padded.length; i++) {
            clicks[i] = padded[i].clone();
            for (int j = 0; j < padded[i].length; j++) {
                counts[i] += padded[i][j] >= 0 ? 1 : 0;
                clicks[i][j] = Math.max(0, padded[i][j]);
            }
        }
        try (TInt32 rowTensor = TInt32.tensorOf(org.tensorflow.ndarray.StdArrays.ndCopyOf(clicks));
                TInt32 lengthTensor = TInt32.vectorOf(counts);
                Result result =
                        session.runner()
                                .feed(rows, rowTensor)
                                .feed(lengths, lengthTensor)
                                .fetch(output)
                                .run()) {
            return rowsOf((TFloat32) result.get(0));
        }
    }

    float[][] items() {
        try (Result result = session.runner().fetch(items).run()) {
            return rowsOf((TFloat32) result.get(0));
        }
    }

    private static float[][] rowsOf(TFloat32 tensor) {
        return org.tensorflow.ndarray.StdArrays.array2dCopyOf(tensor);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
