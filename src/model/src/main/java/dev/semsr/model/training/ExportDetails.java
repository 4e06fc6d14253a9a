package dev.semsr.model.training;

import java.time.Instant;
import java.util.Map;

/**
 * What an artefact's manifest says beyond what the trained model knows itself.
 *
 * @param name name of the model: letters, digits, '.', '_' and '-'
 * @param version version, unique under the name; see {@code FileModelStore.newVersion}
 * @param template how an item's text was put together; null without text
 * @param dataFrom first click of the training data; null if unknown
 * @param dataTo last click of the training data; null if unknown
 * @param metrics test metrics by name, added to those of the validation
 * @param created when the model was made
 */
public record ExportDetails(
        String name,
        String version,
        String template,
        Instant dataFrom,
        Instant dataTo,
        Map<String, Double> metrics,
        Instant created) {}
