package dev.semsr.app.cli;

import dev.semsr.model.artefact.Manifest;
import java.util.Map;
import java.util.TreeMap;

/** What people compare about versions: the manifest without its checksums, field by field. */
final class ManifestFields {

    private ManifestFields() {}

    /** Values by field; a field that is not set is left out. */
    static Map<String, String> of(Manifest manifest) {
        Map<String, String> fields = new TreeMap<>();
        put(fields, "model", manifest.modelVersion());
        put(fields, "variant", manifest.fullVariant());
        put(fields, "encoder", manifest.encoder());
        put(fields, "template", manifest.template());
        put(fields, "dimensions", manifest.dimensions());
        put(fields, "text width", manifest.textWidth());
        put(fields, "max length", manifest.maxLength());
        put(fields, "items", manifest.items());
        put(fields, "capacity", manifest.capacity());
        put(fields, "data from", manifest.dataFrom());
        put(fields, "data to", manifest.dataTo());
        put(fields, "created", manifest.created());
        manifest.metrics().forEach((name, value) -> put(fields, "metric " + name, value));
        manifest.settings().forEach((name, value) -> put(fields, "setting " + name, value));
        return fields;
    }

    private static void put(Map<String, String> fields, String field, Object value) {
        if (value != null) {
            fields.put(field, value.toString());
        }
    }
}
