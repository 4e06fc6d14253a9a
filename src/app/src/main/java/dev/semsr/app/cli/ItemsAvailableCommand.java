package dev.semsr.app.cli;

import dev.semsr.schemas.Item;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says whether an item may be recommended now. */
@Command(
        name = "available",
        description = "Say whether a published item may be recommended now.",
        footer = {"", "Example: ./semsr items available shoe-1 false"})
final class ItemsAvailableCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ItemsTopicOptions items;

    @Parameters(index = "0", paramLabel = "ID", description = "Id of the item.")
    private String itemId;

    @Parameters(index = "1", paramLabel = "true|false", description = "Whether it is available.")
    private boolean available;

    @Override
    public Integer call() {
        Item item =
                items.find(itemId)
                        .orElseThrow(
                                () ->
                                        new CommandFailure(
                                                "There is no item '%s' in topic '%s'."
                                                        .formatted(itemId, items.topic()),
                                                "Publish it with './semsr items put'."));
        item.setAvailable(available);
        item.setUpdatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        items.send(producer -> producer.put(item));
        common.terminal().print("Item %s is %s", itemId, available ? "available" : "not available");
        return 0;
    }
}
