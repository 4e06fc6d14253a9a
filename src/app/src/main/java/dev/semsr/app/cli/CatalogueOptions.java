package dev.semsr.app.cli;

import dev.semsr.app.items.ItemsTopic;
import dev.semsr.app.items.PublishedCatalogue;
import dev.semsr.lab.importer.Catalogue;
import dev.semsr.lab.importer.CatalogueFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is known of the items in the archive; a {@code Mixin}. */
final class CatalogueOptions {

    private static final String ITEMS_TOPIC = "--items-topic";

    @ArgGroup(exclusive = true)
    private Named named;

    /** One of these. */
    private static final class Named {

        @Option(
                names = "--items",
                paramLabel = "DATASET|FILE",
                description =
                        "The catalogue: data set (folder, or name below the home folder), or Avro"
                                + " container file of items. Without it and --items-topic items have"
                                + " no text; 'semsr refresh' then looks for a data set of the model's"
                                + " name.")
        private String items;

        @Option(
                names = ITEMS_TOPIC,
                paramLabel = "TOPIC",
                description =
                        "The catalogue as this Kafka topic has it now, such as items: the newest"
                                + " record of each item. Records that cannot be used are named and"
                                + " passed over.")
        private String topic;
    }

    /** Whether a catalogue was named. */
    boolean isNamed() {
        return named != null;
    }

    /** What was named, for people. */
    String text() {
        if (named == null) {
            return "no catalogue named";
        }
        return named.topic == null ? "items " + named.items : "topic " + named.topic;
    }

    /**
     * The catalogue that was named.
     *
     * @param fallback data set or file of items where none was; null for none
     * @param kafka how to reach a topic
     */
    Catalogue catalogue(String fallback, KafkaOptions kafka, CommonOptions common) {
        if (named != null && named.topic != null) {
            return new PublishedCatalogue(new ItemsTopic(named.topic, kafka.client(), ITEMS_TOPIC));
        }
        String file = named == null ? fallback : named.items;
        return file == null ? Catalogue.NONE : new CatalogueFile(ItemsFile.of(file, common.home()));
    }
}
