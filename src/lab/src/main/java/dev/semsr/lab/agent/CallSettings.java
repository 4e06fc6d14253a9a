package dev.semsr.lab.agent;

import java.time.Duration;

/**
 * How the endpoint is called.
 *
 * @param timeout how long one call may take, from its start to the last byte of the answer
 * @param retries how often a call is repeated if the endpoint is busy or fails
 * @param firstPause before the first repetition; doubled for each further one, less up to a half by
 *     chance
 * @param longestPause between two repetitions; an endpoint that asks for a longer one is not waited
 *     for
 * @param concurrency calls under way at the same time
 * @param requestsPerMinute most calls begun in a minute; 0 for any number
 */
public record CallSettings(
        Duration timeout,
        int retries,
        Duration firstPause,
        Duration longestPause,
        int concurrency,
        int requestsPerMinute) {

    /** Checks the ranges. */
    public CallSettings {
        if (timeout.toMillis() < 1 || retries < 0 || concurrency < 1 || requestsPerMinute < 0) {
            throw new IllegalArgumentException(
                    "A timeout of %s, %d retries, %d calls at a time and %d a minute: at least 1 ms, 0, 1 and 0 are needed"
                            .formatted(timeout, retries, concurrency, requestsPerMinute));
        }
    }

    /** A minute for a call, five repetitions, four calls at a time. */
    public static CallSettings defaults() {
        return new CallSettings(
                Duration.ofMinutes(1), 5, Duration.ofSeconds(1), Duration.ofMinutes(5), 4, 0);
    }
}
