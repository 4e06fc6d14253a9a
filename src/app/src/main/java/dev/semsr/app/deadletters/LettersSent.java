package dev.semsr.app.deadletters;

/**
 * How a replay ended.
 *
 * @param sent letters handed to the Kafka client
 * @param acknowledged letters that the broker has
 * @param firstFailure why the first of the others failed; null if none did
 */
public record LettersSent(long sent, long acknowledged, Exception firstFailure) {}
