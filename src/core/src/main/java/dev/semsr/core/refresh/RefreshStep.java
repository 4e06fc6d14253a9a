package dev.semsr.core.refresh;

import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.RefreshedItem;

/**
 * What follows from a change of an item.
 *
 * @param state what is remembered of the item from now on
 * @param published what readers are told now; null if there is nothing new to tell yet
 * @param waits whether the text has to be encoded
 */
public record RefreshStep(RefreshedItem state, ItemVector published, boolean waits) {}
