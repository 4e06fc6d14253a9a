package dev.semsr.core.refresh;

import dev.semsr.core.refresh.InvalidItemException.Reason;
import dev.semsr.schemas.Item;

/** Tells items that can be published from those that break the contract. */
public final class ItemValidator {

    private final int maxIdLength;

    /**
     * A validator.
     *
     * @param maxIdLength longest id, in characters
     */
    public ItemValidator(int maxIdLength) {
        this.maxIdLength = maxIdLength;
    }

    /**
     * Checks an item and the key of its record. By the key a compacted topic keeps the newest state
     * of an item, so it must be the item's id.
     *
     * @param key key of the record; null if it has none
     * @throws InvalidItemException what is wrong with it
     */
    public void check(String key, Item item) throws InvalidItemException {
        checkId("item_id", item.getItemId());
        if (!item.getItemId().equals(key)) {
            throw new InvalidItemException(
                    Reason.OTHER_KEY,
                    "the record's key is %s, but item_id is '%s'; the producer must take the item_id as key"
                            .formatted(
                                    key == null ? "missing" : "'" + key + "'", item.getItemId()));
        }
        Double price = item.getPrice();
        if (price != null && !(price >= 0 && price < Double.POSITIVE_INFINITY)) {
            throw new InvalidItemException(
                    Reason.BAD_PRICE,
                    "price is %s; it must be a number from 0 upwards, or null if unknown"
                            .formatted(price));
        }
    }

    /**
     * Checks an id alone, such as the key of a tombstone.
     *
     * @param what what the id stands in, for the message
     * @throws InvalidItemException what is wrong with it
     */
    public void checkId(String what, String id) throws InvalidItemException {
        if (id == null || id.isBlank()) {
            throw new InvalidItemException(
                    Reason.MISSING_ID,
                    what + " is missing or empty; the producer must set it on every item");
        }
        if (id.length() > maxIdLength) {
            throw new InvalidItemException(
                    Reason.LONG_ID,
                    "%s is %d characters long, at most %d are allowed"
                            .formatted(what, id.length(), maxIdLength));
        }
    }
}
