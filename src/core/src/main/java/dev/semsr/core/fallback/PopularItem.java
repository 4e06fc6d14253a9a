package dev.semsr.core.fallback;

/**
 * An item with the number of clicks it got in a model's data window.
 *
 * @param itemId id of the item
 * @param clicks how often it was clicked; where old clicks fade, each counts between 0 and 1
 */
public record PopularItem(String itemId, double clicks) {}
