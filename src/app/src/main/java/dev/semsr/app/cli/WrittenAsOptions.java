package dev.semsr.app.cli;

import dev.semsr.core.session.FieldMapping;
import dev.semsr.core.session.SessionReviser;
import dev.semsr.jobs.savepoint.WrittenForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import picocli.CommandLine.Option;

/** How sessions are read that have no form of this release; an {@code ArgGroup}. */
final class WrittenAsOptions {

    @Option(
            names = "--written-as",
            required = true,
            paramLabel = "SCHEMA",
            description =
                    "Read sessions that Avro cannot resolve to today's SessionState: an .avsc file"
                            + " with the SessionState of the release that wrote the savepoint and"
                            + " all that it refers to.")
    private Path schema;

    @Option(
            names = "--rename",
            paramLabel = "OLD=NEW",
            description = "A field that had another name. May be repeated.")
    private Map<String, String> renames = new LinkedHashMap<>();

    @Option(
            names = "--default",
            paramLabel = "FIELD=VALUE",
            description =
                    "The value (JSON, or else text) of a field that was not written or cannot be"
                            + " converted. May be repeated.")
    private Map<String, String> defaults = new LinkedHashMap<>();

    @Option(
            names = "--drop",
            paramLabel = "FIELD",
            description = "A field whose values are given up. May be repeated.")
    private Set<String> dropped = new LinkedHashSet<>();

    @Option(
            names = "--reviser",
            paramLabel = "CLASS",
            description =
                    "A SessionReviser of yours that converts sessions, instead of the other"
                            + " options; such as one in src/core.")
    private String reviser;

    /**
     * What the options say.
     *
     * @throws IllegalArgumentException if they do not fit the schema or each other
     */
    WrittenForm form() {
        return new WrittenForm(parsed(), reviser == null ? mapping() : loaded());
    }

    private FieldMapping mapping() {
        return new FieldMapping(renames, defaults, dropped);
    }

    private Schema parsed() {
        try {
            return new Schema.Parser().parse(Files.readString(schema));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "There is no schema to read at " + schema, unreadable);
        } catch (AvroRuntimeException incomplete) {
            throw new IllegalArgumentException(
                    "%s is no complete Avro schema: %s. That of a release is in its sources, in the folder schemas, as history/SessionState.v<n>.avsc."
                            .formatted(schema, incomplete.getMessage()),
                    incomplete);
        }
    }

    private SessionReviser loaded() {
        if (!renames.isEmpty() || !defaults.isEmpty() || !dropped.isEmpty()) {
            throw new IllegalArgumentException(
                    "With --reviser the class says what becomes of each field; leave out --rename, --default and --drop");
        }
        try {
            return Class.forName(reviser)
                    .asSubclass(SessionReviser.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException failure) {
            throw new IllegalArgumentException(
                    "%s is no public SessionReviser with a constructor without parameters: %s"
                            .formatted(reviser, failure),
                    failure);
        }
    }
}
