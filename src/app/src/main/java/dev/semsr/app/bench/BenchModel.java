package dev.semsr.app.bench;

import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;

/** A model of the real shape that has learned nothing, in a store of its own. */
final class BenchModel {

    /** Its name. */
    static final String NAME = "bench";

    /** Numbers in the vector of a text. */
    static final int TEXT_WIDTH = 384;

    private BenchModel() {}

    /**
     * Makes the model and publishes it.
     *
     * @param work for the store, {@code models}, and what is made on the way
     * @param items how many it knows
     * @param text whose vectors it takes
     */
    static void publish(Path work, int items, RandomModel.TextSource text, long seed) {
        TensorFlowNatives.load();
        Path aside = work.resolve("artefact");
        var shape = TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).network(TEXT_WIDTH);
        RandomModel.write(aside, NAME, "1", items, shape, text, seed);
        new FileModelStore(work.resolve("models")).publish(aside);
    }
}
