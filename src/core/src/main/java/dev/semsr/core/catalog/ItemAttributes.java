package dev.semsr.core.catalog;

import dev.semsr.schemas.Item;
import dev.semsr.schemas.ItemVector;
import java.util.List;
import java.util.Map;

/**
 * What rules, availability and diversity need to know of an item.
 *
 * @param categories category path, widest first
 * @param brand brand; null if there is none
 * @param available whether the item may be recommended now
 * @param attributes free attributes by name
 */
public record ItemAttributes(
        List<String> categories, String brand, boolean available, Map<String, String> attributes) {

    /** Of an item that nobody has told about: available, of no category and no brand. */
    public static final ItemAttributes UNKNOWN =
            new ItemAttributes(List.of(), null, true, Map.of());

    /** Copies the collections. */
    public ItemAttributes {
        categories = List.copyOf(categories);
        attributes = Map.copyOf(attributes);
    }

    /** Those of a record of the items topic. */
    public static ItemAttributes of(Item item) {
        return new ItemAttributes(
                item.getCategories(), item.getBrand(), item.getAvailable(), item.getAttributes());
    }

    /** Those of a record of the item-vectors topic. */
    public static ItemAttributes of(ItemVector item) {
        return new ItemAttributes(
                item.getCategories(), item.getBrand(), item.getAvailable(), item.getAttributes());
    }

    /** The narrowest category; null if there is none. */
    public String narrowestCategory() {
        return categories.isEmpty() ? null : categories.get(categories.size() - 1);
    }

    /** The same, not to be recommended. */
    public ItemAttributes withdrawn() {
        return new ItemAttributes(categories, brand, false, attributes);
    }
}
