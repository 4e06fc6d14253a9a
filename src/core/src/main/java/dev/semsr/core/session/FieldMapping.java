package dev.semsr.core.session;

import dev.semsr.schemas.SessionState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Brings sessions into the form of this release field by field: each takes the value of the written
 * field of its name, by Avro's resolution (an int becomes a long). Nothing is lost in silence: a
 * written field that no field takes has to be renamed or dropped.
 *
 * @param renames names of written fields, and of the fields that take their values
 * @param defaults values, in JSON or as plain text, of fields that were not written or whose
 *     written value cannot be converted; all others have the default of the schema
 * @param dropped names of written fields that no field takes
 */
public record FieldMapping(
        Map<String, String> renames, Map<String, String> defaults, Set<String> dropped)
        implements SessionReviser {

    private static final Schema TODAY = SessionState.getClassSchema();
    private static final SpecificData DATA = SpecificData.getForClass(SessionState.class);

    /**
     * Checks names and defaults.
     *
     * @throws IllegalArgumentException if a session has no field of that name today, two written
     *     fields are given to one, or a default is none of its type
     */
    public FieldMapping {
        renames = Map.copyOf(renames);
        defaults = Map.copyOf(defaults);
        dropped = Set.copyOf(dropped);
        renames.values().forEach(FieldMapping::today);
        if (Set.copyOf(renames.values()).size() < renames.size()) {
            throw new IllegalArgumentException("Two fields are renamed to one: " + renames);
        }
        defaults.forEach((name, value) -> DefaultValue.of(today(name), value, DATA));
    }

    /** Every field keeps its name and has the default of the schema. */
    public static FieldMapping byName() {
        return new FieldMapping(Map.of(), Map.of(), Set.of());
    }

    /**
     * Checks that every written field is taken once or dropped.
     *
     * @throws IllegalArgumentException if one is not, or the mapping names one that was not written
     */
    @Override
    public void check(Schema written) {
        renames.keySet().forEach(name -> field(written, name, "were written with"));
        dropped.forEach(name -> field(written, name, "were written with"));
        for (Schema.Field field : written.getFields()) {
            String name = field.name();
            if (dropped.contains(name) || renames.containsKey(name)) {
                continue;
            }
            if (TODAY.getField(name) == null) {
                throw new IllegalArgumentException(
                        "Sessions were written with a field '%s', which they no longer have; rename or drop it"
                                .formatted(name));
            }
            if (renames.containsValue(name)) {
                throw new IllegalArgumentException(
                        "Another field is renamed to '%s', which was written too; rename or drop it"
                                .formatted(name));
            }
        }
    }

    @Override
    public SessionState revise(String sessionId, GenericRecord written) {
        SessionState state = new SessionState();
        for (Schema.Field field : TODAY.getFields()) {
            try {
                state.put(field.pos(), value(field, written));
            } catch (AvroRuntimeException | IOException mismatch) {
                throw new SessionFormException(
                        "Session %s: field '%s' cannot be converted: %s. Give it a default, or convert it in a reviser."
                                .formatted(sessionId, field.name(), mismatch.getMessage()),
                        mismatch);
            }
        }
        return state;
    }

    private Object value(Schema.Field field, GenericRecord written) throws IOException {
        Schema.Field source = source(field.name(), written.getSchema());
        String otherwise = defaults.get(field.name());
        try {
            if (source != null) {
                return resolved(written.get(source.pos()), source.schema(), field.schema());
            }
        } catch (AvroRuntimeException mismatch) {
            if (otherwise == null) {
                throw mismatch;
            }
        }
        return otherwise == null
                ? DATA.deepCopy(field.schema(), DATA.getDefaultValue(field))
                : DefaultValue.of(field, otherwise, DATA);
    }

    private Schema.Field source(String name, Schema written) {
        for (Schema.Field field : written.getFields()) {
            if (!dropped.contains(field.name())
                    && renames.getOrDefault(field.name(), field.name()).equals(name)) {
                return field;
            }
        }
        return null;
    }

    /** Through Avro's bytes: what they say may be read in more than one way, a value not. */
    private static Object resolved(Object value, Schema writer, Schema reader) throws IOException {
        var bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<>(writer, GenericData.get()).write(value, encoder);
        return new SpecificDatumReader<>(writer, reader, DATA)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    private static Schema.Field today(String name) {
        return field(TODAY, name, "have today");
    }

    private static Schema.Field field(Schema schema, String name, String when) {
        Schema.Field field = schema.getField(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    "There is no field '%s' among those that sessions %s: %s"
                            .formatted(
                                    name,
                                    when,
                                    schema.getFields().stream().map(Schema.Field::name).toList()));
        }
        return field;
    }
}
