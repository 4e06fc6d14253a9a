package dev.semsr.core.session;

import dev.semsr.schemas.SessionState;
import java.io.Serializable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Brings a session that another release wrote into the form of this one. {@link FieldMapping} does
 * it by the names of fields; what it cannot do is a class of its own, public and with a constructor
 * without parameters, which may leave all other fields to a mapping.
 */
@FunctionalInterface
public interface SessionReviser extends Serializable {

    /**
     * The session in the form of this release.
     *
     * @param sessionId the session
     * @param written what is remembered of it, with the fields and types of the schema that it was
     *     written with; logical types are their numbers, strings are {@code String}
     * @return never null
     * @throws SessionFormException if it cannot be converted; names the session and the field
     */
    SessionState revise(String sessionId, GenericRecord written);

    /**
     * Checks, before a session is read, that sessions of this form can be revised.
     *
     * @param written the schema that they were written with
     * @throws IllegalArgumentException if they cannot; says what is missing
     */
    default void check(Schema written) {}
}
