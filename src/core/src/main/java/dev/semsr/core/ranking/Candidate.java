package dev.semsr.core.ranking;

import dev.semsr.schemas.Source;

/**
 * An item that may be recommended, from whichever step of the ladder.
 *
 * @param itemId id of the item
 * @param score score inside its own list, higher is better
 * @param source which step of the ladder gave it
 * @param reason why it is here, for people; null if there is nothing to say
 */
public record Candidate(String itemId, float score, Source source, String reason) {}
