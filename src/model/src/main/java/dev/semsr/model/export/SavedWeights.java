package dev.semsr.model.export;

import dev.semsr.core.encoding.VectorTable;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.device.SessionConfig;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.TextPreparation;
import dev.semsr.model.network.Variables;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.types.TFloat32;

/**
 * What one network of a published version has learned, read from the variables of its SavedModel.
 *
 * @param parameters of the network by name, its item tables apart
 * @param interaction one interaction vector a row, those kept for new items included
 * @param preparation how text vectors are made fit for the network; null without text
 */
public record SavedWeights(
        Map<String, float[]> parameters, VectorTable interaction, TextPreparation preparation) {

    /**
     * Reads one network.
     *
     * @param network its number, from 0
     * @param shape its shape
     * @throws DamagedArtefactException if the SavedModel does not hold a network of this shape
     */
    public static SavedWeights read(Artefact artefact, int network, NetworkSettings shape) {
        TensorFlowNatives.load();
        try (SavedModelBundle bundle =
                SavedModelBundle.loader(artefact.savedModel().toString())
                        .withTags("serve")
                        .withConfigProto(SessionConfig.defaults())
                        .load()) {
            return new Reading(bundle, ServingGraph.scope(network), shape).all();
        } catch (TensorFlowException | IllegalArgumentException e) {
            throw new DamagedArtefactException(
                    artefact.savedModel(),
                    "does not hold network "
                            + (network + 1)
                            + " as its manifest says: "
                            + e.getMessage(),
                    e);
        }
    }

    private record Reading(SavedModelBundle bundle, String scope, NetworkSettings shape) {

        SavedWeights all() {
            return new SavedWeights(
                    parameters(),
                    new VectorTable(shape.dimension(), values(MemberGraph.INTERACTION)),
                    shape.variant().usesText() ? preparation() : null);
        }

        private Map<String, float[]> parameters() {
            Map<String, float[]> values = new TreeMap<>();
            try (Graph graph = new Graph()) {
                for (Map.Entry<String, Integer> size :
                        SavedModelExport.parameterSizes(graph, shape).entrySet()) {
                    values.put(size.getKey(), values(size.getKey(), size.getValue()));
                }
            }
            return values;
        }

        private TextPreparation preparation() {
            int raw = shape.rawTextWidth();
            int width = shape.textWidth();
            return new TextPreparation(
                    raw,
                    width,
                    values(TextPreparation.MEAN, raw),
                    values(TextPreparation.PROJECTION, raw * width));
        }

        private float[] values(String name, int size) {
            float[] values = values(name);
            if (values.length != size) {
                throw new IllegalArgumentException(
                        "%s has %d values instead of %d".formatted(name, values.length, size));
            }
            return values;
        }

        private float[] values(String name) {
            String variable = scope + "/" + Variables.operation(name);
            try (Result result = bundle.session().runner().fetch(variable).run()) {
                return Variables.floats((TFloat32) result.get(0));
            }
        }
    }
}
