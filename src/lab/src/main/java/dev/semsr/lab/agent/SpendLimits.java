package dev.semsr.lab.agent;

/**
 * What one run may spend. Answers from the cache cost nothing.
 *
 * @param requests most HTTP requests, repetitions included
 * @param tokens most tokens, of prompts and answers together
 */
public record SpendLimits(long requests, long tokens) {

    /** Checks the ranges. */
    public SpendLimits {
        if (requests < 0 || tokens < 0) {
            throw new IllegalArgumentException(
                    "%d requests and %d tokens: limits cannot be negative"
                            .formatted(requests, tokens));
        }
    }

    /** 2,000 requests and 2 million tokens: no run is dear by mistake. */
    public static SpendLimits defaults() {
        return new SpendLimits(2_000, 2_000_000);
    }
}
