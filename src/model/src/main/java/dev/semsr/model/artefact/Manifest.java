package dev.semsr.model.artefact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an artefact is and what is in it: {@code manifest.json}.
 *
 * @param format version of the artefact's layout, now {@link #FORMAT}
 * @param name name of the model, such as {@code beauty}
 * @param version version of the model, unique under its name
 * @param variant {@code base} or {@code semsr-f}
 * @param backbone {@code niser}
 * @param encoder name of the text encoder, with which new items' vectors must be made; null without
 *     text
 * @param template how an item's text was put together; null without text
 * @param dimensions width of item and session vectors
 * @param textWidth width of the encoder's vectors, as {@code upsert} takes them; 0 without text
 * @param maxLength newest clicks of a session that are looked at
 * @param items rows of the trained catalogue
 * @param capacity rows of the tables, those kept for new items included
 * @param dataFrom first click of the training data; null if unknown
 * @param dataTo last click of the training data; null if unknown
 * @param metrics metrics by name
 * @param settings settings of the training, by name
 * @param created when the artefact was made
 * @param files SHA-256 in hexadecimal digits of each file, by its path in the artefact
 */
public record Manifest(
        int format,
        String name,
        String version,
        String variant,
        String backbone,
        String encoder,
        String template,
        int dimensions,
        int textWidth,
        int maxLength,
        int items,
        int capacity,
        Instant dataFrom,
        Instant dataTo,
        Map<String, Double> metrics,
        Map<String, Object> settings,
        Instant created,
        Map<String, String> files) {

    /** The layout that this code writes and reads. */
    public static final int FORMAT = 1;

    /** Copies the maps, so that a manifest never changes. */
    public Manifest {
        metrics = copy(metrics);
        settings = copy(settings);
        files = copy(files);
    }

    /** Name and version: what {@code Recommendation.model_version} says. */
    @JsonIgnore
    public String modelVersion() {
        return name + "/" + version;
    }

    /** Variant and backbone: what {@code Recommendation.variant} says. */
    @JsonIgnore
    public String fullVariant() {
        return variant + "/" + backbone;
    }

    /** Whether the model uses item text. */
    @JsonIgnore
    public boolean usesText() {
        return textWidth > 0;
    }

    /** The same manifest with other checksums. */
    Manifest withFiles(Map<String, String> checksums) {
        return new Manifest(
                format,
                name,
                version,
                variant,
                backbone,
                encoder,
                template,
                dimensions,
                textWidth,
                maxLength,
                items,
                capacity,
                dataFrom,
                dataTo,
                metrics,
                settings,
                created,
                checksums);
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
