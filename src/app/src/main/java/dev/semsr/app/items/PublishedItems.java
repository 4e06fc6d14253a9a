package dev.semsr.app.items;

import dev.semsr.schemas.Item;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds the newest state of an item. Kafka has no index by key, so the topic is read through. */
public final class PublishedItems {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic;
    private final Map<String, Object> properties = new HashMap<>();
    private final SingleObjectCodec<Item> codec = SingleObjectCodec.of(Item.class);

    /**
     * The items of a topic.
     *
     * @param client properties of the Kafka consumer, {@code bootstrap.servers} among them
     */
    public PublishedItems(String topic, Map<String, ?> client) {
        this.topic = topic;
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "semsr-items");
        properties.putAll(client);
    }

    /**
     * The item as it was published last; empty if it never was or is gone.
     *
     * @throws IllegalStateException if there is no such topic, it stops answering, or the item's
     *     newest record cannot be read
     */
    public Optional<Item> find(String itemId) {
        byte[] key = itemId.getBytes(StandardCharsets.UTF_8);
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = start(consumer);
            ConsumerRecord<byte[], byte[]> newest = null;
            long progress = System.nanoTime();
            while (!isRead(consumer, ends)) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    newest = Arrays.equals(record.key(), key) ? record : newest;
                }
                progress = records.isEmpty() ? checked(progress) : System.nanoTime();
            }
            return newest == null || newest.value() == null
                    ? Optional.empty()
                    : Optional.of(decode(newest));
        }
    }

    private Map<TopicPartition, Long> start(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException(
                    "There is no topic '%s' at these brokers. Name the topic of the items with --topic."
                            .formatted(topic));
        }
        List<TopicPartition> partitions =
                known.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    private static boolean isRead(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private long checked(long progress) {
        if (System.nanoTime() - progress > PATIENCE.toNanos()) {
            throw new IllegalStateException(
                    "Nothing came from topic '%s' for %d s, before its end. Check that the brokers are up and that this user may read it."
                            .formatted(topic, PATIENCE.toSeconds()));
        }
        return progress;
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
