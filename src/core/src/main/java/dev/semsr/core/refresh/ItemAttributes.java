package dev.semsr.core.refresh;

import dev.semsr.schemas.Item;
import java.util.List;
import java.util.Map;

/**
 * What is known of an item beside its text; it takes effect without the text encoder.
 *
 * @param categories category path, widest first
 * @param brand brand; null for none
 * @param price price; null if unknown
 * @param available whether the item may be recommended now
 * @param attributes free attributes, for rules
 */
public record ItemAttributes(
        List<String> categories,
        String brand,
        Double price,
        boolean available,
        Map<String, String> attributes) {

    /** Copies the collections. */
    public ItemAttributes {
        categories = List.copyOf(categories);
        attributes = Map.copyOf(attributes);
    }

    /** The attributes of an item. */
    public static ItemAttributes of(Item item) {
        return new ItemAttributes(
                item.getCategories(),
                item.getBrand(),
                item.getPrice(),
                item.getAvailable(),
                item.getAttributes());
    }
}
