package dev.semsr.lab.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the rows of a CSV file that has a header. The parser sees one record at a time, so that a
 * quote which is never closed costs its own line and not the rest of the file: a record may go over
 * several lines only if it closes its quotes within {@code maxLines} and then has as many fields as
 * the header; else its first line is left out and reading goes on at the next.
 */
public final class CsvTable implements Closeable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char REPLACEMENT = '\uFFFD';

    private final CsvLines lines;
    private final CSVFormat format;
    private final int maxLines;
    private final ProblemLog problems;
    private final Map<String, Integer> columns;
    private long records;

    /**
     * Opens a file and checks its header.
     *
     * @param required column groups of which the header must have one each
     * @param maxLines over how many lines a record may go
     */
    public CsvTable(Path path, List<List<String>> required, int maxLines, ProblemLog problems) {
        this(path, Layout.COMMAS, required, maxLines, problems);
    }

    /**
     * Opens a file of another layout and checks its header, if it has one.
     *
     * @param required column groups of which the header must have one each
     * @param maxLines over how many lines a record may go
     */
    public CsvTable(
            Path path,
            Layout layout,
            List<List<String>> required,
            int maxLines,
            ProblemLog problems) {
        lines = new CsvLines(path, layout.charset());
        this.maxLines = maxLines;
        this.problems = problems;
        format = CSVFormat.RFC4180.builder().setDelimiter(layout.delimiter()).get();
        columns = layout.header().isEmpty() ? readHeader(required) : places(layout.header());
    }

    /**
     * How a file of fields is laid out.
     *
     * @param delimiter between the fields
     * @param header names of the columns of a file without header; empty for one that has one
     * @param charset how its letters are written
     */
    public record Layout(String delimiter, List<String> header, Charset charset) {

        /** Commas and a header. */
        public static final Layout COMMAS = new Layout(",", List.of());

        /** Copies the list. */
        public Layout {
            header = List.copyOf(header);
        }

        /** A layout in UTF-8. */
        public Layout(String delimiter, List<String> header) {
            this(delimiter, header, StandardCharsets.UTF_8);
        }
    }

    private static Map<String, Integer> places(List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return places;
    }

    private Map<String, Integer> readHeader(List<List<String>> required) {
        String header = lines.read();
        if (header == null) {
            throw new CsvImportException(
                    lines.file() + ": the file is empty. Expected " + expected(required));
        }
        String text = header.startsWith(BYTE_ORDER_MARK) ? header.substring(1) : header;
        List<String> names = parse(text);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; names != null && i < names.size(); i++) {
            places.put(names.get(i).strip(), i);
        }
        for (List<String> oneOf : required) {
            if (oneOf.stream().noneMatch(places::containsKey)) {
                throw new CsvImportException(
                        lines.file()
                                + ":1: wrong header. Expected "
                                + expected(required)
                                + "; found: "
                                + text);
            }
        }
        if (places.size() != names.size()) {
            throw new CsvImportException(
                    lines.file() + ":1: a column name is there twice: " + text);
        }
        return places;
    }

    private static String expected(List<List<String>> required) {
        return "a header with the columns "
                + String.join(", ", required.stream().map(o -> String.join(" or ", o)).toList());
    }

    /** Name of the file. */
    public String file() {
        return lines.file();
    }

    /** Place of each column, by name. */
    public Map<String, Integer> columns() {
        return columns;
    }

    /** Records read so far, good ones or not, without the header. */
    public long records() {
        return records;
    }

    /** The next good row, or null at the end. Bad records on the way are noted and left out. */
    public CsvRow next() {
        for (String line = lines.read(); line != null; line = lines.read()) {
            long number = lines.line();
            if (line.isEmpty()) {
                continue;
            }
            records++;
            List<String> fields = record(line);
            if (fields == null) {
                problems.add(ProblemKind.BROKEN_QUOTING, lines.file(), number, line);
            } else if (fields.size() != columns.size()) {
                problems.add(
                        ProblemKind.WRONG_NUMBER_OF_COLUMNS,
                        lines.file(),
                        number,
                        fields.size() + " instead of " + columns.size() + ": " + line);
            } else {
                noteBadEncoding(fields, number);
                return new CsvRow(lines.file(), number, columns, fields);
            }
        }
        return null;
    }

    private void noteBadEncoding(List<String> fields, long number) {
        for (String field : fields) {
            if (field.indexOf(REPLACEMENT) >= 0) {
                problems.add(ProblemKind.BAD_ENCODING, lines.file(), number, field);
                return;
            }
        }
    }

    /** The fields of the record that begins with a line; null if its quoting is broken. */
    private List<String> record(String first) {
        List<String> fields = parse(first);
        return fields != null || evenQuotes(first) ? fields : longRecord(first);
    }

    private List<String> longRecord(String first) {
        StringBuilder text = new StringBuilder(first);
        List<String> taken = new ArrayList<>();
        while (taken.size() + 1 < maxLines) {
            String more = lines.read();
            if (more == null) {
                break;
            }
            taken.add(more);
            text.append('\n').append(more);
            if (!evenQuotes(more)) {
                List<String> fields = parse(text.toString());
                if (fields != null && fields.size() == columns.size()) {
                    return fields;
                }
                break;
            }
        }
        lines.unread(taken);
        return null;
    }

    private static boolean evenQuotes(String text) {
        return text.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private List<String> parse(String text) {
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.get(0).toList() : null;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
