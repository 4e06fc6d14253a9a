package dev.semsr.app.cli;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How the lists that answer where the model cannot are counted; a {@code Mixin}. */
final class FallbackOptions {

    private static final Duration OF_ARCHIVE = Duration.ofDays(7);

    @Option(
            names = "--fallback-half-life",
            paramLabel = "SPAN",
            converter = HalfLife.class,
            description =
                    "Age at which a click counts half in co-visits and popularity, such as 7d or"
                            + " 36h, reckoned from the newest click learned; 0 lets no click fade"
                            + " (7d with an archive, else 0).")
    private Duration halfLife;

    /**
     * The half-life; null where no click fades.
     *
     * @param live whether the sessions are those of the archive
     */
    Duration halfLife(boolean live) {
        Duration chosen = halfLife != null ? halfLife : live ? OF_ARCHIVE : Duration.ZERO;
        return chosen.isZero() ? null : chosen;
    }

    /** A span such as 7d; 0 needs no unit. */
    static final class HalfLife implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return TimeUtils.parseDuration(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'%s' is no span of time, such as 7d or 36h".formatted(text));
            }
        }
    }
}
