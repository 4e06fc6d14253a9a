package dev.semsr.app.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time, or how long ago it is: {@code 2026-06-01T12:00:00Z}, {@code 90min}, {@code 2d}. */
final class TimeArgument implements ITypeConverter<Instant> {

    static final String LABEL = "TIME";

    @Override
    public Instant convert(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException noTime) {
            return ago(text);
        }
    }

    private static Instant ago(String text) {
        try {
            return Instant.now().minus(TimeUtils.parseDuration(text));
        } catch (IllegalArgumentException noSpan) {
            throw new TypeConversionException(
                    "'%s' is neither a time, such as 2026-06-01T12:00:00Z, nor a span back from now, such as 90min or 2d"
                            .formatted(text));
        }
    }
}
