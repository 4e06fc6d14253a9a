package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Looks at the first line of a file. */
final class ImportHeaders {

    private ImportHeaders() {}

    /** Whether the header has a column. */
    static boolean has(Path file, String delimiter, String column) {
        try (CsvLines lines = new CsvLines(file)) {
            String header = lines.read();
            return header != null
                    && Arrays.stream(header.split(delimiter, -1))
                            .anyMatch(name -> name.strip().equals(column));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed", e);
        }
    }
}
