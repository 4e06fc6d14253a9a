package dev.semsr.model.training;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.schemas.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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
 * @param items what is known of items beside their text, by id; may be empty
 * @param fallbackHalfLife age at which a click counts half in co-visits and popularity; null where
 *     no click fades
 */
public record ExportDetails(
        String name,
        String version,
        String template,
        Instant dataFrom,
        Instant dataTo,
        Map<String, Double> metrics,
        Instant created,
        Map<String, ItemAttributes> items,
        Duration fallbackHalfLife) {

    /** Details of a model of whose items nothing is known. */
    public ExportDetails(
            String name,
            String version,
            String template,
            Instant dataFrom,
            Instant dataTo,
            Map<String, Double> metrics,
            Instant created) {
        this(name, version, template, dataFrom, dataTo, metrics, created, Map.of(), null);
    }

    /** The same, with what is known of items. */
    public ExportDetails withItems(List<Item> catalogue) {
        Map<String, ItemAttributes> known = new HashMap<>();
        catalogue.forEach(item -> known.put(item.getItemId(), ItemAttributes.of(item)));
        return new ExportDetails(
                name,
                version,
                template,
                dataFrom,
                dataTo,
                metrics,
                created,
                known,
                fallbackHalfLife);
    }

    /** The same, with clicks that fade in the fallback lists; null lets none fade. */
    public ExportDetails withFallbackHalfLife(Duration halfLife) {
        return new ExportDetails(
                name, version, template, dataFrom, dataTo, metrics, created, items, halfLife);
    }
}
