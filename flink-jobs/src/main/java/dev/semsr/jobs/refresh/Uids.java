package dev.semsr.jobs.refresh;

/**
 * Uids of the refresh job's operators: by them a savepoint finds its operator again. Never change
 * one, never use one again for something else.
 */
public final class Uids {

    /** Reads the items topic, or a file. */
    public static final String ITEMS_SOURCE = "items-source";

    /** Decodes and validates items. */
    public static final String DECODE_ITEMS = "decode-items";

    /** Keeps the items and has their texts encoded; holds the keyed state. */
    public static final String REFRESH = "refresh-items";

    /** Writes the item-vectors topic. */
    public static final String ITEM_VECTORS_SINK = "item-vectors-sink";

    /** Writes the dead letters topic. */
    public static final String DEAD_LETTERS_SINK = "item-dead-letters-sink";

    private Uids() {}
}
