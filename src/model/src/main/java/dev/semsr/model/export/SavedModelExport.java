package dev.semsr.model.export;

import dev.semsr.model.device.SessionConfig;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.SessionGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/** Writes a TensorFlow SavedModel that serves: tables and parameters are variables inside it. */
public final class SavedModelExport {

    private SavedModelExport() {}

    /** Writes into {@code folder}, which must not exist. */
    public static void write(ServingTables tables, Path folder) throws IOException {
        TensorFlowNatives.load();
        try (Graph graph = new Graph()) {
            ServingGraph serving = new ServingGraph(Ops.create(graph), tables);
            try (Session session = new Session(graph, SessionConfig.defaults())) {
                serving.fill(session);
                SavedModelBundle.exporter(folder.toString())
                        .withTags("serve")
                        .withSession(session)
                        .withSignatures(serving.signatures().toArray(Signature[]::new))
                        .export();
            }
        }
    }

    /** First values of the parameters of a network, its item tables apart. */
    static Map<String, float[]> initialWeights(NetworkSettings shape, long seed) {
        TensorFlowNatives.load();
        try (Graph graph = new Graph()) {
            Parameters parameters = wired(Ops.create(graph), shape);
            Map<String, float[]> weights = new TreeMap<>();
            for (String name : parameters.names()) {
                weights.put(name, parameters.initial(name, shape.dimension(), seed));
            }
            return weights;
        }
    }

    /** Number of values of each parameter of a network, its item tables apart. */
    static Map<String, Integer> parameterSizes(Graph graph, NetworkSettings shape) {
        Parameters parameters = wired(Ops.create(graph), shape);
        Map<String, Integer> sizes = new TreeMap<>();
        parameters.names().forEach(name -> sizes.put(name, parameters.size(name)));
        return sizes;
    }

    /** The parameters that a network names while sessions and items are wired. */
    private static Parameters wired(Ops tf, NetworkSettings shape) {
        MemberGraph member = new MemberGraph(tf, shape, ServingTables.BLOCK);
        Placeholder<TInt32> rows = tf.placeholder(TInt32.class);
        Placeholder<TInt32> lengths = tf.placeholder(TInt32.class);
        member.ask(rows, SessionGraph.of(tf, rows, lengths));
        member.activate(rows);
        return member.parameters();
    }
}
