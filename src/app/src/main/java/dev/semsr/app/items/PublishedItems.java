package dev.semsr.app.items;

import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the newest state of an item. Kafka has no index by key, so the topic is read through. */
public final class PublishedItems {

    private final ItemsTopic topic;
    private final SingleObjectCodec<Item> codec = SingleObjectCodec.of(Item.class);

    /**
     * The items of a topic.
     *
     * @param client properties of the Kafka consumer, {@code bootstrap.servers} among them
     */
    public PublishedItems(String topic, Map<String, ?> client) {
        this.topic = new ItemsTopic(topic, client, "--topic");
    }

    /**
     * The item as it was published last; empty if it never was or is gone.
     *
     * @throws IllegalStateException if the topic is not there or cannot be read, or the item's
     *     newest record cannot
     */
    public Optional<Item> find(String itemId) {
        byte[] key = itemId.getBytes(StandardCharsets.UTF_8);
        AtomicReference<ConsumerRecord<byte[], byte[]>> newest = new AtomicReference<>();
        try (ItemsTopicReader reader = ItemsTopicReader.open(topic)) {
            reader.read(
                    record -> {
                        if (Arrays.equals(record.key(), key)) {
                            newest.set(record);
                        }
                    },
                    passed -> {});
        }
        return Optional.ofNullable(newest.get())
                .filter(record -> record.value() != null)
                .map(this::decode);
    }

    private Item decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value());
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException(
                    "The item's newest record, %s-%d@%d, cannot be read: %s"
                            .formatted(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    e.getMessage()),
                    e);
        }
    }
}
