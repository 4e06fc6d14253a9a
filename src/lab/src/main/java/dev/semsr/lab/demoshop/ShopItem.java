package dev.semsr.lab.demoshop;

import dev.semsr.schemas.Item;

/**
 * An item with what the generator knows of it beside its text.
 *
 * @param row its number
 * @param item what the shop shows
 * @param category its category
 * @param type its product type
 * @param series its product series
 * @param popularity how often it is wanted, relative to others
 * @param launchMillis when it appears in the shop
 */
record ShopItem(
        int row,
        Item item,
        ShopWords.Category category,
        String type,
        String series,
        double popularity,
        long launchMillis) {

    String brand() {
        return item.getBrand();
    }

    double price() {
        return item.getPrice();
    }
}
