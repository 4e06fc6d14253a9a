package dev.semsr.lab.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.semsr.lab.csv.CsvLines;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads files of one JSON object a line. Single quotes are taken too: the metadata of 2014 are
 * printed Python dictionaries.
 */
final class JsonLines {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build();

    private final ProblemLog problems;
    private final ProgressListener progress;

    JsonLines(ProblemLog problems, ProgressListener progress) {
        this.problems = problems;
        this.progress = progress;
    }

    /** Reads a file; returns the number of lines. */
    long read(Path path, Consumer<JsonNode> objects) {
        try (CsvLines lines = new CsvLines(path)) {
            ProgressMeter meter =
                    new ProgressMeter(progress, "Reading " + lines.file(), "lines", -1);
            for (String line = lines.read(); line != null; line = lines.read()) {
                meter.add(1);
                accept(line, lines, objects);
            }
            meter.finish();
            return lines.line();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be closed", e);
        }
    }

    private void accept(String line, CsvLines at, Consumer<JsonNode> objects) {
        if (line.isBlank()) {
            return;
        }
        try {
            JsonNode node = MAPPER.readTree(PythonLiterals.toJson(line));
            if (!node.isObject()) {
                problems.add(ProblemKind.BROKEN_JSON, at.file(), at.line(), line);
                return;
            }
            objects.accept(node);
        } catch (JsonProcessingException e) {
            problems.add(ProblemKind.BROKEN_JSON, at.file(), at.line(), e.getOriginalMessage());
        } catch (RowReader.BadRow e) {
            problems.add(e.kind(), at.file(), at.line(), e.getMessage());
        }
    }

    /** A text that must be there, under the first of several names that has one. */
    static String required(JsonNode object, String... names) {
        for (String name : names) {
            String value = object.path(name).asText("").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        throw new RowReader.BadRow(ProblemKind.EMPTY_FIELD, String.join(" or ", names));
    }

    /** A whole number that must be there. */
    static long requiredNumber(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.canConvertToLong()) {
            throw new RowReader.BadRow(
                    ProblemKind.BAD_TIME_STAMP, name + " is " + value + ", expected a number");
        }
        return value.asLong();
    }
}
