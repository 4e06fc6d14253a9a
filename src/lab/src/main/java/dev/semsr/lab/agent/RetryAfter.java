package dev.semsr.lab.agent;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the HTTP header {@code Retry-After}. */
final class RetryAfter {

    private static final Logger LOG = LoggerFactory.getLogger(RetryAfter.class);

    private RetryAfter() {}

    /**
     * How long to wait: whole seconds, or until a date.
     *
     * @return nothing if the value is neither; never negative
     */
    static Optional<Duration> parse(String value, Clock clock) {
        String text = value.strip();
        try {
            if (text.matches("\\d{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            LOG.debug("A Retry-After that is neither seconds nor a date is left out", e);
            return Optional.empty();
        }
    }
}
