package dev.semsr.app.cli;

import dev.semsr.schemas.Item;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes one item, or changes one that is published. */
@Command(
        name = "put",
        description = "Publish an item, or change what is given of one that is published.",
        footer = {
            "",
            "Example: ./semsr items put shoe-1 --title 'Red shoe' --category Shoes --price 49.90",
            "What is not given stays as it is in the topic, which is read through to find it."
        })
final class ItemsPutCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ItemsTopicOptions items;

    @Parameters(paramLabel = "ID", description = "Id of the item.")
    private String itemId;

    @Option(names = "--title", description = "Title as shown to shoppers.")
    private String title;

    @Option(names = "--brand", description = "Brand.")
    private String brand;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Part of the category path, widest first. May be repeated.")
    private List<String> categories;

    @Option(names = "--description", paramLabel = "TEXT", description = "Longer text.")
    private String description;

    @Option(names = "--price", description = "Price in the shop's currency.")
    private Double price;

    @Option(
            names = "--attribute",
            paramLabel = "KEY=VALUE",
            description = "A free attribute. May be repeated; those not named stay.")
    private Map<String, String> attributes = Map.of();

    @Override
    public Integer call() {
        Item item = items.find(itemId).orElseGet(() -> Item.newBuilder().setItemId(itemId).build());
        change(item);
        items.send(producer -> producer.put(item));
        common.terminal().print("Item %s published to '%s'", itemId, items.topic());
        return 0;
    }

    private void change(Item item) {
        item.setTitle(title == null ? item.getTitle() : title);
        item.setBrand(brand == null ? item.getBrand() : brand);
        item.setCategories(categories == null ? item.getCategories() : categories);
        item.setDescription(description == null ? item.getDescription() : description);
        item.setPrice(price == null ? item.getPrice() : price);
        Map<String, String> all = new HashMap<>(item.getAttributes());
        all.putAll(attributes);
        item.setAttributes(all);
        item.setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
