package dev.semsr.core.fallback;

/**
 * An item with the number of clicks it got in a model's data window.
 *
 * @param itemId id of the item
 * @param clicks how often it was clicked
 */
public record PopularItem(String itemId, long clicks) {}
