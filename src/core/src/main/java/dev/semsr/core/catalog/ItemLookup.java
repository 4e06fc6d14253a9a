package dev.semsr.core.catalog;

/** Tells what is known of an item at this moment. */
@FunctionalInterface
public interface ItemLookup {

    /** Knows nothing of any item. */
    ItemLookup NOTHING = itemId -> ItemAttributes.UNKNOWN;

    /** What is known of an item; {@link ItemAttributes#UNKNOWN} if nothing is. */
    ItemAttributes of(String itemId);
}
