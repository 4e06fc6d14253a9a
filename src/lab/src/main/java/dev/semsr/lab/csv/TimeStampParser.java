package dev.semsr.lab.csv;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads time stamps in seconds since 1970-01-01 UTC, fractions allowed. */
final class TimeStampParser {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?\\d{1,18}(\\.\\d*)?([eE][+-]?\\d{1,2})?");
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private final long earliest;
    private final long latest;

    TimeStampParser(CsvImportSettings settings) {
        earliest = settings.earliest().toEpochMilli();
        latest = settings.clock().instant().plus(CLOCK_SKEW).toEpochMilli();
    }

    /** Milliseconds of the row's time stamp, or empty after noting what is wrong with it. */
    OptionalLong parse(String text, CsvRow row, ProblemLog problems) {
        if (!NUMBER.matcher(text).matches()) {
            problems.add(
                    ProblemKind.BAD_TIME_STAMP,
                    row.file(),
                    row.line(),
                    "'" + text + "', expected seconds since 1970");
            return OptionalLong.empty();
        }
        double seconds = Double.parseDouble(text);
        double millis = seconds * 1000;
        if (within(millis)) {
            return OptionalLong.of(Math.round(millis));
        }
        String hint = within(seconds) ? ": these look like milliseconds, give seconds" : "";
        problems.add(
                ProblemKind.TIME_STAMP_OUT_OF_RANGE,
                row.file(),
                row.line(),
                text + " is not between " + day(earliest) + " and " + day(latest) + hint);
        return OptionalLong.empty();
    }

    private boolean within(double millis) {
        return millis >= earliest && millis <= latest;
    }

    private static String day(long millis) {
        return Instant.ofEpochMilli(millis).toString().substring(0, 10);
    }
}
