package dev.semsr.core.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** The value of a field as it is given on a command line. */
final class DefaultValue {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DefaultValue() {}

    /**
     * Reads a value.
     *
     * @param text JSON as of a default in a schema, or else the text itself; {@code 1} is a text
     *     too for a field that takes no number
     * @param data makes the value
     * @throws IllegalArgumentException if the field cannot have it
     */
    static Object of(Schema.Field field, String text, GenericData data) {
        try {
            return made(field, parsed(text), data);
        } catch (AvroRuntimeException noJsonOfItsType) {
            return ofText(field, text, data);
        }
    }

    private static Object ofText(Schema.Field field, String text, GenericData data) {
        try {
            return made(field, text, data);
        } catch (AvroRuntimeException mismatch) {
            throw new IllegalArgumentException(
                    "Field '%s' cannot have the default %s; it is %s"
                            .formatted(field.name(), text, field.schema()),
                    mismatch);
        }
    }

    private static Object made(Schema.Field field, Object value, GenericData data) {
        return data.getDefaultValue(
                new Schema.Field(
                        field.name(),
                        field.schema(),
                        null,
                        value == null ? JsonProperties.NULL_VALUE : value));
    }

    private static Object parsed(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException noJson) {
            return text;
        }
    }
}
