package dev.semsr.lab.importer;

import dev.semsr.lab.csv.CsvRow;
import dev.semsr.lab.csv.CsvTable;
import dev.semsr.lab.csv.ProblemKind;
import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** Reads rows of fields; what is wrong with one is noted and the row left out. */
final class RowReader {

    private static final int LINES_OF_A_RECORD = 200;

    /** Greatest number that may be a time: 1,000 times it still fits. */
    private static final long LARGEST = 1_000_000_000_000_000L;

    private final ProblemLog problems;
    private final ProgressListener progress;

    RowReader(ProblemLog problems, ProgressListener progress) {
        this.problems = problems;
        this.progress = progress;
    }

    /** A row that cannot be used. */
    static final class BadRow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final ProblemKind kind;

        ProblemKind kind() {
            return kind;
        }

        BadRow(ProblemKind kind, String detail) {
            super(detail);
            this.kind = kind;
        }
    }

    /**
     * Reads a file.
     *
     * @param required columns that the header must have
     * @return records read, good ones or not
     */
    long read(Path file, CsvTable.Layout layout, List<String> required, Consumer<CsvRow> rows) {
        List<List<String>> groups = required.stream().map(List::of).toList();
        try (CsvTable table = new CsvTable(file, layout, groups, LINES_OF_A_RECORD, problems)) {
            ProgressMeter meter =
                    new ProgressMeter(progress, "Reading " + table.file(), "rows", -1);
            for (CsvRow row = table.next(); row != null; row = table.next()) {
                meter.add(1);
                accept(row, rows);
            }
            meter.finish();
            return table.records();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be closed", e);
        }
    }

    private void accept(CsvRow row, Consumer<CsvRow> rows) {
        try {
            rows.accept(row);
        } catch (BadRow e) {
            problems.add(e.kind(), row.file(), row.line(), e.getMessage());
        }
    }

    /** A field that must not be empty. */
    static String required(CsvRow row, String column) {
        String value = row.get(column);
        if (value.isEmpty()) {
            throw new BadRow(ProblemKind.EMPTY_FIELD, column);
        }
        return value;
    }

    /** Milliseconds of a time such as {@code 2014-04-01T03:00:00.000Z}. */
    static long isoMillis(CsvRow row, String column) {
        String value = required(row, column);
        try {
            return Instant.parse(value).toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadRow(
                    ProblemKind.BAD_TIME_STAMP, "'" + value + "', expected 2014-04-01T03:00:00Z");
        }
    }

    /** Milliseconds of the beginning of a day such as {@code 2016-05-09}, UTC. */
    static long dayMillis(CsvRow row, String column) {
        String value = required(row, column);
        try {
            return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadRow(ProblemKind.BAD_TIME_STAMP, "'" + value + "', expected 2016-05-09");
        }
    }

    /** A whole number. */
    static long number(CsvRow row, String column) {
        String value = required(row, column);
        try {
            long number = Long.parseLong(value);
            if (Math.abs(number) <= LARGEST) {
                return number;
            }
            throw new BadRow(ProblemKind.TIME_STAMP_OUT_OF_RANGE, value + " in " + column);
        } catch (NumberFormatException e) {
            throw new BadRow(
                    ProblemKind.BAD_TIME_STAMP, "'" + value + "' in " + column + " is no number");
        }
    }
}
