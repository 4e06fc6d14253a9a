package dev.semsr.model.artefact;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.fallback.PopularItem;
import java.util.List;
import java.util.Map;

/**
 * What goes into an artefact about items beside their vectors: for rules, for what is sold out and
 * for the fallback.
 *
 * @param items what is known of items; those of which nothing is known are left out
 * @param popularInCategory the most clicked items of each category, most clicked first
 */
public record ArtefactCatalogue(
        Map<String, ItemAttributes> items, Map<String, List<PopularItem>> popularInCategory) {

    /** Nothing is known. */
    public static final ArtefactCatalogue NONE = new ArtefactCatalogue(Map.of(), Map.of());
}
