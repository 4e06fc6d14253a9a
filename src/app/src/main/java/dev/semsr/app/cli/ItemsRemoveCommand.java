package dev.semsr.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes items off. */
@Command(
        name = "remove",
        description = "Take items off. They are recommended no more, until they are put again.")
final class ItemsRemoveCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ItemsTopicOptions items;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of the items.")
    private List<String> itemIds;

    @Override
    public Integer call() {
        long sent = items.send(producer -> itemIds.forEach(producer::remove));
        common.terminal().print("%,d items removed from '%s'", sent, items.topic());
        return 0;
    }
}
