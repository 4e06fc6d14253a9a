package dev.semsr.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The schemas that records were written with: every released one, and those in a folder. */
public final class SchemaHistory {

    private static final String RESOURCES = "history/";
    private static final String SUFFIX = ".avsc";

    private SchemaHistory() {}

    /**
     * Every released version of a record's schema, oldest first.
     *
     * @param record simple name of the record, such as {@code Click}
     * @return an empty list if no version was ever released
     */
    public static List<Schema> released(String record) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            String resource = RESOURCES + record + ".v" + version + SUFFIX;
            try (InputStream in = SchemaHistory.class.getResourceAsStream(resource)) {
                if (in == null) {
                    return versions;
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("Reading " + resource, e);
            }
        }
    }

    /**
     * The schemas in the {@code .avsc} files of a folder; each file holds one schema together with
     * all that it refers to.
     *
     * @throws SchemaParseException if a file is no such schema; names the file
     */
    public static List<Schema> inFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(SchemaHistory::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the schema folder " + folder, e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the schema " + file, e);
        } catch (AvroRuntimeException e) {
            throw new SchemaParseException(
                    file
                            + " is no complete Avro schema: "
                            + e.getMessage()
                            + ". Mend it or take it out of the schema folder.");
        }
    }
}
