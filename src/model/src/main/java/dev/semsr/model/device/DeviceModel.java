package dev.semsr.model.device;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.tensorflow.engine.TfSymbolBlock;
import ai.djl.training.ParameterStore;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.DamagedArtefactException;
import dev.semsr.model.artefact.ServingSignatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A SavedModel in DJL's TensorFlow engine: its signatures as calls from arrays to arrays. */
final class DeviceModel implements AutoCloseable {

    private static final Map<String, String> OPTIONS =
            Map.of(
                    "Tags",
                    "serve",
                    "SignatureDefKey",
                    ServingSignatures.RECOMMEND,
                    "ConfigProto",
                    SessionConfig.encoded());

    private final Model model;

    /** One for all calls: one made without a manager opens a manager that nobody closes. */
    private final ParameterStore parameters;

    private final TfSymbolBlock recommend;
    private final TfSymbolBlock activate;
    private final TfSymbolBlock retire;
    private final TfSymbolBlock upsert;
    private final TfSymbolBlock itemVectors;
    private final TfSymbolBlock attention;
    private final TfSymbolBlock grow;
    private final boolean usesText;

    private DeviceModel(Model model, boolean usesText) {
        this.model = model;
        this.usesText = usesText;
        parameters = new ParameterStore(model.getNDManager(), false);
        recommend = (TfSymbolBlock) model.getBlock();
        activate = block(ServingSignatures.ACTIVATE);
        retire = block(ServingSignatures.RETIRE);
        upsert = usesText ? block(ServingSignatures.UPSERT) : null;
        itemVectors =
                has(ServingSignatures.ITEM_VECTORS) ? block(ServingSignatures.ITEM_VECTORS) : null;
        attention = has(ServingSignatures.ATTENTION) ? block(ServingSignatures.ATTENTION) : null;
        grow = has(ServingSignatures.GROW) ? block(ServingSignatures.GROW) : null;
    }

    /**
     * The best items of each session.
     *
     * @param items k rows a session
     * @param scores k scores a session
     * @param textShares k shares a session; null without text
     */
    @SuppressWarnings("ArrayRecordComponent") // read once by the caller; never compared
    record Best(int k, int[] items, float[] scores, float[] textShares) {}

    static DeviceModel load(Artefact artefact) {
        TensorFlowNatives.load();
        Model model = Model.newInstance(artefact.manifest().name(), "TensorFlow");
        try {
            model.load(artefact.savedModel(), null, OPTIONS);
            return new DeviceModel(model, artefact.manifest().usesText());
        } catch (RuntimeException
                | Error e) { // a signature that is not there, memory that is short
            model.close();
            throw e;
        } catch (MalformedModelException e) {
            model.close();
            throw new DamagedArtefactException(
                    artefact.savedModel(), "cannot be loaded: " + e.getMessage(), e);
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException("Cannot load " + artefact.savedModel(), e);
        }
    }

    Best recommend(int[] rows, int[] lengths, int k) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList result =
                    run(
                            recommend,
                            sessions(manager, rows, lengths),
                            named(ServingSignatures.LENGTHS, manager.create(lengths)),
                            named(ServingSignatures.K, manager.create(k)));
            NDArray items = result.get(ServingSignatures.ITEMS);
            return new Best(
                    (int) items.getShape().get(1),
                    items.toIntArray(),
                    result.get(ServingSignatures.SCORES).toFloatArray(),
                    usesText ? result.get(ServingSignatures.TEXT_SHARES).toFloatArray() : null);
        }
    }

    /** Whether the model says what its attention is on. */
    boolean givesAttention() {
        return attention != null;
    }

    /** One weight a click and place of the padding, one session after the other. */
    float[] attention(int[] rows, int[] lengths) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            return run(
                            attention,
                            sessions(manager, rows, lengths),
                            named(ServingSignatures.LENGTHS, manager.create(lengths)))
                    .get(ServingSignatures.WEIGHTS)
                    .toFloatArray();
        }
    }

    void upsert(int[] rows, float[] vectors) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            run(
                    upsert,
                    named(ServingSignatures.ROWS, manager.create(rows)),
                    named(
                            ServingSignatures.VECTORS,
                            manager.create(
                                    vectors,
                                    new Shape(rows.length, vectors.length / rows.length))));
        }
    }

    /** Whether the model gives vectors of items; older artefacts do not. */
    boolean givesVectors() {
        return itemVectors != null;
    }

    /** One vector a row, one after the other. */
    float[] itemVectors(int[] rows) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            return run(itemVectors, named(ServingSignatures.ROWS, manager.create(rows)))
                    .get(ServingSignatures.VECTORS)
                    .toFloatArray();
        }
    }

    /** Whether rows can be added. */
    boolean canGrow() {
        return grow != null;
    }

    /** Adds hidden rows. No other call may be under way. */
    void grow(int more) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            run(grow, named(ServingSignatures.MORE, manager.create(more)));
        }
    }

    void activate(int[] rows) {
        runOnRows(activate, rows);
    }

    void retire(int[] rows) {
        runOnRows(retire, rows);
    }

    @Override
    public void close() {
        model.close();
    }

    private void runOnRows(TfSymbolBlock block, int[] rows) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            run(block, named(ServingSignatures.ROWS, manager.create(rows)));
        }
    }

    private NDList run(TfSymbolBlock block, NDArray... inputs) {
        return NativeWork.call(() -> block.forward(parameters, new NDList(inputs), false));
    }

    private static NDArray sessions(NDManager manager, int[] rows, int[] lengths) {
        Shape shape = new Shape(lengths.length, rows.length / lengths.length);
        return named(ServingSignatures.ROWS, manager.create(rows, shape));
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    private boolean has(String signature) {
        return recommend.getSavedModelBundle().getMetaGraphDef().containsSignatureDef(signature);
    }

    private TfSymbolBlock block(String signature) {
        return new TfSymbolBlock(recommend.getSavedModelBundle(), signature);
    }
}
