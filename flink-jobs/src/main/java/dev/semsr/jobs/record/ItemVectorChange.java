package dev.semsr.jobs.record;

import dev.semsr.schemas.ItemVector;

/**
 * A record of the item-vectors topic.
 *
 * @param itemId id of the item
 * @param item the item; null if it is gone
 */
public record ItemVectorChange(String itemId, ItemVector item) {}
