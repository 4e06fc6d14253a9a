package dev.semsr.schemas;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Says in words in which fields a writer's schema does not fit a reader's. */
final class SchemaMismatch {

    private SchemaMismatch() {}

    /**
     * The mismatches, field by field.
     *
     * @return null if the schemas fit or the writer's is null
     */
    static String describe(Schema reader, Schema writer) {
        if (writer == null) {
            return null;
        }
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() == SchemaCompatibilityType.COMPATIBLE) {
            return null;
        }
        return result.getResult().getIncompatibilities().stream()
                .map(mismatch -> describe(reader, mismatch))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String describe(Schema reader, Incompatibility mismatch) {
        List<String> path = fields(reader, mismatch.getLocation());
        String field = path.isEmpty() ? "the record" : "field '" + String.join(".", path) + "'";
        return switch (mismatch.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                    field + " has no default and the writer does not have it";
            case MISSING_ENUM_SYMBOLS ->
                    field + " does not know the writer's symbols " + mismatch.getMessage();
            case NAME_MISMATCH, FIXED_SIZE_MISMATCH, TYPE_MISMATCH, MISSING_UNION_BRANCH ->
                    "%s is %s here and %s in the writer's schema"
                            .formatted(
                                    field,
                                    name(mismatch.getReaderFragment()),
                                    name(mismatch.getWriterFragment()));
        };
    }

    private static String name(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().map(SchemaMismatch::name).toList().toString()
                : schema.getFullName();
    }

    /** Names of the fields that a JSON pointer into a schema passes through. */
    private static List<String> fields(Schema schema, String pointer) {
        List<String> names = new ArrayList<>();
        Schema at = schema;
        Iterator<String> steps = List.of(pointer.substring(1).split("/")).iterator();
        while (steps.hasNext()) {
            String step = steps.next();
            if (step.equals("fields")) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps.next()));
                names.add(field.name());
                at = field.schema();
            } else if (step.equals("items")) {
                at = at.getElementType();
            } else if (step.equals("values")) {
                at = at.getValueType();
            } else if (at.isUnion() && step.matches("[0-9]")) {
                at = at.getTypes().get(Integer.parseInt(step));
            }
        }
        return names;
    }
}
