package dev.semsr.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of each item, in this process: filled from a model's artefact and kept up to date
 * by the catalogue's topic. Items share equal category paths, brands and attributes, of which a
 * catalogue has few, so that an item costs little more than its id. Thread-safe.
 */
public final class ItemIndex implements ItemLookup {

    private final Map<String, ItemAttributes> items = new ConcurrentHashMap<>();
    private final Map<ItemAttributes, ItemAttributes> distinct = new ConcurrentHashMap<>();
    private final Map<List<String>, List<String>> paths = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    @Override
    public ItemAttributes of(String itemId) {
        return items.getOrDefault(itemId, ItemAttributes.UNKNOWN);
    }

    /** Items of which something is known, those withdrawn included. */
    public int size() {
        return items.size();
    }

    /** Takes up an item or changes what is known of it; seen by the next question. */
    public void put(String itemId, ItemAttributes attributes) {
        items.put(itemId, shared(attributes));
    }

    /**
     * Withdraws an item: it is sold out or gone. What else is known of it stays, as clicks on it
     * may still come.
     */
    public void withdraw(String itemId) {
        items.compute(
                itemId,
                (id, known) ->
                        shared((known == null ? ItemAttributes.UNKNOWN : known).withdrawn()));
    }

    private ItemAttributes shared(ItemAttributes attributes) {
        ItemAttributes known = distinct.get(attributes);
        if (known != null) {
            return known;
        }
        ItemAttributes lean =
                new ItemAttributes(
                        paths.computeIfAbsent(attributes.categories(), path -> path),
                        attributes.brand() == null
                                ? null
                                : names.computeIfAbsent(attributes.brand(), brand -> brand),
                        attributes.available(),
                        attributes.attributes());
        ItemAttributes earlier = distinct.putIfAbsent(lean, lean);
        return earlier == null ? lean : earlier;
    }
}
