package dev.semsr.app.cli;

import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a whole catalogue. */
@Command(
        name = "send",
        description = "Publish the items of a data set or a file.",
        footer = {
            "",
            "Exit code 0 only if the broker acknowledged every item. Items that are in the topic",
            "and not in the file stay there."
        })
final class ItemsSendCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ItemsTopicOptions items;

    @Parameters(paramLabel = "DATASET|FILE", description = ItemsFile.FORMS)
    private String source;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N items.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /** What is printed with {@code --json}. */
    record Result(long acknowledged, String topic) {}

    @Override
    public Integer call() {
        Path file = ItemsFile.of(source, common.home());
        long total = Math.min(limit, ItemsFile.count(file));
        long sent;
        try (RecordStream<Item> stream = ItemsFile.read(file);
                CountedProgress progress =
                        common.terminal().counted("Publishing", "items", total)) {
            sent =
                    items.send(
                            producer -> {
                                while (stream.hasNext()
                                        && producer.counts().sent() < limit
                                        && producer.counts().failed() == 0) {
                                    producer.put(stream.next());
                                    progress.done(producer.counts().acknowledged());
                                }
                            });
        }
        if (json) {
            common.terminal().json(new Result(sent, items.topic()));
        } else {
            common.terminal().print("%,d items published to '%s'", sent, items.topic());
        }
        return 0;
    }
}
