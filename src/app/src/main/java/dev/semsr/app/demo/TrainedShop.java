package dev.semsr.app.demo;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.schemas.Item;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A shop with a published model.
 *
 * @param dataset the shop
 * @param split what the model learned from, and the sessions that were held out
 * @param model what the model is
 */
public record TrainedShop(Dataset dataset, Split split, Manifest model) {

    /** The items by id. */
    public Map<String, Item> items() {
        return dataset.items().stream()
                .collect(Collectors.toMap(Item::getItemId, Function.identity()));
    }

    /** Titles by item id. */
    public Map<String, String> titles() {
        return dataset.items().stream().collect(Collectors.toMap(Item::getItemId, Item::getTitle));
    }

    /** Ids of the items that somebody clicked before the cut. */
    public List<String> knownItems() {
        return split.seen().stream().mapToObj(split.itemIds()::get).toList();
    }
}
