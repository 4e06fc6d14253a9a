package dev.semsr.app.cli;

import dev.semsr.app.broker.Topics;
import dev.semsr.app.items.ItemProducer;
import dev.semsr.app.items.PublishedItems;
import dev.semsr.app.replay.CountedProducer;
import dev.semsr.schemas.Item;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the items topic is; a {@code Mixin}. */
public final class ItemsTopicOptions {

    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.ITEMS,
            description = "Topic of the items (${DEFAULT-VALUE}).")
    private String topic;

    /** Name of the topic. */
    String topic() {
        return topic;
    }

    /**
     * The newest state of an item; empty if there is none.
     *
     * @throws IllegalStateException if the topic is not there or cannot be read
     */
    Optional<Item> find(String itemId) {
        return new PublishedItems(topic, kafka.client()).find(itemId);
    }

    /**
     * Sends records and waits until the broker has them all.
     *
     * @param sender hands records to the producer
     * @return how many there were
     * @throws CommandFailure if one did not arrive
     */
    long send(Consumer<ItemProducer> sender) {
        try (ItemProducer producer = producer()) {
            sender.accept(producer);
            producer.flush();
            CountedProducer counts = producer.counts();
            if (counts.failed() > 0) {
                throw new CommandFailure(
                        "%d of %d items did not reach topic '%s' at %s: %s"
                                .formatted(
                                        counts.failed(),
                                        counts.sent(),
                                        topic,
                                        brokers(),
                                        counts.firstFailure().getMessage()),
                        "Check that the broker is up, that the topic exists and its"
                                + " max.message.bytes, then send again: an item that is there"
                                + " twice is the same item.",
                        counts.firstFailure());
            }
            return counts.acknowledged();
        }
    }

    private ItemProducer producer() {
        try {
            return new ItemProducer(topic, kafka.client());
        } catch (KafkaException failure) {
            throw KafkaOptions.noClient(failure);
        }
    }

    private String brokers() {
        return kafka.client().get("bootstrap.servers");
    }
}
