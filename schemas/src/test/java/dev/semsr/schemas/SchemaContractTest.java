package dev.semsr.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are public API: they change only with a new version that fits all older ones. */
class SchemaContractTest {

    private static final Path SOURCES = Path.of("src/main/avro");

    /** Parts of other records; they travel inside them, never alone. */
    private static final List<String> PARTS =
            List.of("RecommendedItem", "SessionClick", "ArchivedClick", "RolloutVersion");

    @ParameterizedTest
    @MethodSource("records")
    void theNewestReleaseIsTheCurrentSchema(String record) {
        List<Schema> released = SchemaHistory.released(record);

        assertThat(released).as("releases of %s", record).isNotEmpty();
        assertThat(released.get(released.size() - 1))
                .as(
                        "%s.avsc has changed: put a self-contained copy into the history as version"
                                + " %d",
                        record, released.size() + 1)
                .isEqualTo(current(record));
    }

    @ParameterizedTest
    @MethodSource("records")
    void theGeneratedClassHasTheCurrentSchema(String record) throws Exception {
        Class<?> generated = Class.forName("dev.semsr.schemas." + record);
        Schema schema = (Schema) generated.getMethod("getClassSchema").invoke(null);

        assertThat(SchemaNormalization.toParsingForm(schema))
                .isEqualTo(SchemaNormalization.toParsingForm(current(record)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyReleaseReadsEveryOther(String record) {
        List<Schema> released = SchemaHistory.released(record);

        for (Schema reader : released) {
            for (Schema writer : released) {
                assertThat(
                                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                                        .getType())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordEnumAndFieldIsExplained(String record) {
        assertThat(unexplained(current(record), new LinkedHashSet<>())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyEnumHasADefaultForSymbolsOfNewerWriters(String record) {
        for (Schema schema : named(current(record), new LinkedHashSet<>())) {
            if (schema.getType() == Schema.Type.ENUM) {
                assertThat(schema.getEnumDefault()).as(schema.getName()).isEqualTo("UNKNOWN");
            }
        }
    }

    @Test
    void aRecordThatWasNeverReleasedHasNoHistory() {
        assertThat(SchemaHistory.released("Nothing")).isEmpty();
    }

    static Stream<String> records() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".avsc", ""))
                    .filter(record -> !PARTS.contains(record))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Schema current(String record) {
        Schema.Parser parser = new Schema.Parser();
        try {
            for (String part : PARTS) {
                parser.parse(Files.readString(SOURCES.resolve(part + ".avsc")));
            }
            return parser.parse(Files.readString(SOURCES.resolve(record + ".avsc")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> unexplained(Schema record, Set<Schema> seen) {
        Set<String> missing = new LinkedHashSet<>();
        for (Schema schema : named(record, seen)) {
            if (isBlank(schema.getDoc())) {
                missing.add(schema.getName());
            }
            if (schema.getType() == Schema.Type.RECORD) {
                schema.getFields().stream()
                        .filter(field -> isBlank(field.doc()))
                        .forEach(field -> missing.add(schema.getName() + "." + field.name()));
            }
        }
        return missing;
    }

    private static Set<Schema> named(Schema schema, Set<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.add(schema)) {
                    schema.getFields().forEach(field -> named(field.schema(), found));
                }
            }
            case ENUM -> found.add(schema);
            case ARRAY -> named(schema.getElementType(), found);
            case MAP -> named(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(type -> named(type, found));
            default -> {} // nothing inside
        }
        return found;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
