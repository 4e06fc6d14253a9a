package dev.semsr.model.export;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.device.SessionConfig;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Parameters;
import dev.semsr.model.network.Scoring;
import dev.semsr.model.network.TextPreparation;
import dev.semsr.model.network.Variables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.op.Ops;

/** Writes a TensorFlow SavedModel that serves: tables and parameters are variables inside it. */
public final class SavedModelExport {

    private SavedModelExport() {}

    /** Writes into {@code folder}, which must not exist. */
    public static void write(ServingTables tables, Path folder) throws IOException {
        TensorFlowNatives.load();
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf);
            Parameters parameters = new Parameters(variables);
            ServingGraph serving =
                    new ServingGraph(tf, variables, parameters, tables.shape(), tables.capacity());
            try (Session session = new Session(graph, SessionConfig.defaults())) {
                fill(session, variables, parameters, tables);
                serving.activate(session, tables.interaction().rows());
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
            Ops tf = Ops.create(graph);
            Variables variables = new Variables(tf);
            Parameters parameters = new Parameters(variables);
            new ServingGraph(tf, variables, parameters, shape, ServingTables.BLOCK);
            Map<String, float[]> weights = new TreeMap<>();
            for (String name : parameters.names()) {
                weights.put(name, parameters.initial(name, shape.dimension(), seed));
            }
            return weights;
        }
    }

    private static void fill(
            Session session, Variables variables, Parameters parameters, ServingTables tables) {
        for (String name : parameters.names()) {
            variables.write(session, name, tables.weights().get(name));
        }
        int capacity = tables.capacity();
        int width = tables.shape().dimension();
        variables.write(
                session,
                ServingGraph.INTERACTION,
                widened(tables.interaction(), capacity, tables.cold()));
        variables.write(session, ServingGraph.INDEX, hiddenIndex(capacity, width));
        variables.write(session, ServingGraph.LENGTHS, new float[capacity]);
        if (tables.text() != null) {
            TextPreparation preparation = tables.preparation();
            variables.write(session, TextPreparation.MEAN, preparation.mean());
            variables.write(session, TextPreparation.PROJECTION, preparation.projection());
            variables.write(
                    session,
                    ServingGraph.TEXT,
                    widened(preparation.apply(tables.text()), capacity, null));
        }
    }

    private static float[] widened(VectorTable table, int capacity, float[] filling) {
        int width = table.width();
        float[] values = Arrays.copyOf(table.values(), capacity * width);
        if (filling != null) {
            for (int row = table.rows(); row < capacity; row++) {
                System.arraycopy(filling, 0, values, row * width, width);
            }
        }
        return values;
    }

    private static float[] hiddenIndex(int capacity, int width) {
        float[] values = new float[capacity * (width + 1)];
        Arrays.fill(values, width * capacity, values.length, Scoring.HIDDEN);
        return values;
    }
}
