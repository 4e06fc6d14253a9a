package dev.semsr.core.scoring;

/**
 * An item with the score that a model gave it for a session.
 *
 * @param itemId id of the item
 * @param score scaled cosine of session and item
 * @param textShare part of the score that comes from the item's text, as a share of the sum of the
 *     absolute parts from text and behaviour, 0 to 1; NaN for a model without text
 */
public record ScoredItem(String itemId, float score, float textShare) {}
