package dev.semsr.jobs.savepoint;

import dev.semsr.core.session.SessionReviser;
import java.io.Serializable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericData.StringType;

/**
 * The form of the sessions in a savepoint that is no form of this release's, nor a compatible one.
 *
 * @param schema the schema that they were written with, with all that it refers to
 * @param reviser brings them into the form of this release
 */
public record WrittenForm(Schema schema, SessionReviser reviser) implements Serializable {

    /**
     * Gives the schema the strings of generated classes, with which a savepoint holds it.
     *
     * @throws IllegalArgumentException if it is none of a record, or the reviser refuses it
     */
    public WrittenForm {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "A session is a record, but the schema is one of " + schema.getType());
        }
        schema = new Schema.Parser().parse(schema.toString());
        giveJavaStrings(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
        reviser.check(schema);
    }

    private static void giveJavaStrings(Schema schema, Set<Schema> seen) {
        if (!seen.add(schema)) {
            return;
        }
        switch (schema.getType()) {
            case STRING -> GenericData.setStringType(schema, StringType.String);
            case MAP -> {
                GenericData.setStringType(schema, StringType.String);
                giveJavaStrings(schema.getValueType(), seen);
            }
            case ARRAY -> giveJavaStrings(schema.getElementType(), seen);
            case UNION -> schema.getTypes().forEach(type -> giveJavaStrings(type, seen));
            case RECORD ->
                    schema.getFields().forEach(field -> giveJavaStrings(field.schema(), seen));
            default -> {} // no strings inside
        }
    }
}
