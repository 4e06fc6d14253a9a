package dev.semsr.model.training;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.export.ServingMember;
import dev.semsr.model.network.AttendedSessions;
import dev.semsr.model.network.Dropout;
import dev.semsr.model.network.Network;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.SessionGraph;
import dev.semsr.model.network.Variables;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A trained network in a graph of its own, as training wires it for validation: no artefact. */
final class UnservedNetwork implements AutoCloseable {

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Placeholder<TInt32> rows = tf.placeholder(TInt32.class);
    private final Placeholder<TInt32> lengths = tf.placeholder(TInt32.class);
    private final AttendedSessions sessions;
    private final Session session;

    UnservedNetwork(TrainedModel model) {
        ServingMember member = model.member(model.exportedRows());
        Variables variables = new Variables(tf);
        Parameters parameters = new Parameters(variables);
        boolean usesText = member.shape().variant().usesText();
        sessions =
                Network.of(tf, member.shape(), parameters, Dropout.off())
                        .session(
                                SessionGraph.of(tf, rows, lengths),
                                ofRows(member.interaction()),
                                usesText
                                        ? ofRows(member.preparation().apply(member.text()))
                                        : null);
        session = new Session(graph);
        parameters
                .names()
                .forEach(name -> variables.write(session, name, member.weights().get(name)));
    }

    private Operand<TFloat32> ofRows(VectorTable table) {
        TFloat32 values =
                TFloat32.tensorOf(
                        Shape.of(table.rows(), table.width()),
                        DataBuffers.of(table.values(), true, false));
        return tf.gather(tf.constantOf(values), rows, tf.constant(0));
    }

    /** How much attention is on each click of one session; nothing if there is no attention. */
    float[] attention(int... clicks) {
        if (sessions.attention() == null) {
            return new float[0];
        }
        try (TInt32 rowTensor = TInt32.tensorOf(StdArrays.ndCopyOf(new int[][] {clicks}));
                TInt32 lengthTensor = TInt32.vectorOf(clicks.length);
                Result result =
                        session.runner()
                                .feed(rows, rowTensor)
                                .feed(lengths, lengthTensor)
                                .fetch(sessions.attention())
                                .run()) {
            return Variables.floats((TFloat32) result.get(0));
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
