package dev.semsr.lab.demoshop;

import dev.semsr.lab.json.LabJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * The words that the shop is made of.
 *
 * @param series names of product series, shared by all brands
 * @param brands brands of each department
 * @param categories the categories with their words
 */
record ShopWords(List<String> series, Map<String, List<String>> brands, List<Category> categories) {

    private static final String RESOURCE = "shop.json";

    /**
     * One category.
     *
     * @param department what it belongs to
     * @param name its name
     * @param types product types, such as {@code Travel Tripod}
     * @param specs sizes and other figures
     * @param features what is special
     * @param finishes colours and materials
     * @param price cheapest and dearest
     * @param complements categories that are wanted along with this one
     */
    record Category(
            String department,
            String name,
            List<String> types,
            List<String> specs,
            List<String> features,
            List<String> finishes,
            List<Double> price,
            List<String> complements) {}

    static ShopWords load() {
        try (InputStream in = ShopWords.class.getResourceAsStream(RESOURCE)) {
            return LabJson.compact().readValue(in, ShopWords.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The word lists of the demo shop are unreadable", e);
        }
    }
}
