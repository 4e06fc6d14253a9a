package dev.semsr.app.items;

import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.importer.Catalogue;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Item;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The catalogue as the items topic has it now. Records that cannot be used are noted and passed
 * over; without a topic, or without an item in it, there is no catalogue, and it says so in an
 * {@link IllegalStateException}.
 *
 * @param topic where the items are
 */
public record PublishedCatalogue(ItemsTopic topic) implements Catalogue {

    @Override
    public void check() {
        try (ItemsTopicReader reader = ItemsTopicReader.open(topic)) {
            if (reader.offsets() == 0) {
                throw empty("It is empty.");
            }
        }
    }

    @Override
    public long read(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        CatalogueTable table = new CatalogueTable(problems);
        try (ItemsTopicReader reader = ItemsTopicReader.open(topic)) {
            ProgressMeter meter =
                    new ProgressMeter(
                            progress,
                            "Reading topic '" + topic.name() + "'",
                            "offsets",
                            reader.offsets());
            reader.read(table::apply, meter::add);
            meter.finish();
        }
        if (table.isEmpty()) {
            throw empty(table.losses());
        }
        table.forEach(isWanted, items);
        return table.records();
    }

    private IllegalStateException empty(String why) {
        return new IllegalStateException(
                "Topic '%s' at %s has no items. %s Publish the catalogue with 'semsr items send', or name it with --items."
                        .formatted(topic.name(), topic.brokers(), why));
    }
}
