package dev.semsr.core.refresh;

import dev.semsr.schemas.Item;

import java.util.List;

/**
 * What is known of an item beside its text; it takes effect without the text encoder.
 *
 * @param categories category path, widest first
 * @param brand brand; null for none
 * @param price price; null if unknown
 * @param available whether the item may be recommended now
 */
public record ItemAttributes(
        List<String> categories, String brand, Double price, boolean available) {

    /** Copies the list. */
    public ItemAttributes {
        categories = List.copyOf(categories);
    }

    /** The attributes of an item. */
    public static ItemAttributes of(Item item) {
        return new ItemAttributes(
                item.getCategories(), item.getBrand(), item.getPrice(), item.getAvailable());
    }
}
