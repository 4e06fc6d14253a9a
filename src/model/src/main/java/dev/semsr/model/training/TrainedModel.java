package dev.semsr.model.training;

import dev.semsr.model.artefact.Artefact;
import java.nio.file.Path;

/** A trained network, in memory, with the corpus that it was trained from. */
public final class TrainedModel {

    private final RankMetrics validation;

    TrainedModel(RankMetrics validation) {
        this.validation = validation;
    }

    /** Metrics of the best weights on the validation examples. */
    public RankMetrics validation() {
        return validation;
    }

    /**
     * Writes the model as an artefact that {@code DeviceScorer} loads and {@code FileModelStore}
     * publishes.
     *
     * @param folder must not exist yet
     */
    public Artefact export(Path folder, ExportDetails details) {
        throw new UnsupportedOperationException("coming");
    }
}
