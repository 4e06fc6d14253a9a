package dev.semsr.model.training;

import dev.semsr.model.artefact.Artefact;
import java.nio.file.Path;

/** A trained model that can be written as an artefact, whatever it is made of. */
public sealed interface ServableModel permits TrainedModel, CompositeModel {

    /**
     * Writes the model as an artefact that {@code DeviceScorer} loads and {@code FileModelStore}
     * publishes.
     *
     * @param folder must not exist yet
     */
    Artefact export(Path folder, ExportDetails details);
}
