package dev.semsr.app.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What a benchmark of a large catalogue measures.
 *
 * @param items items in the topic of vectors when the job starts
 * @param modelItems how many of them the model was trained on
 * @param changes items that are published once the job answers
 * @param patience how long the job may take to read the topic
 * @param options further options of the job or of Flink
 */
public record CatalogueSettings(
        int items, int modelItems, int changes, Duration patience, Map<String, String> options) {

    /** Copies the options and checks the ranges. */
    public CatalogueSettings {
        options = Map.copyOf(options);
        if (modelItems < 1 || items <= modelItems || changes < 1) {
            throw new IllegalArgumentException(
                    "A catalogue of "
                            + items
                            + " items must be larger than the model's "
                            + modelItems
                            + ", and at least one item must be published after the start");
        }
    }
}
