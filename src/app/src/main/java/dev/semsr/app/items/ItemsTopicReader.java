package dev.semsr.app.items;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the items topic once, from its beginning to where it ended when it was opened. It leaves no
 * trace at the broker, no group and no offsets. What it throws is an {@link IllegalStateException}
 * that says which topic of which brokers cannot be read, and why.
 */
final class ItemsTopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ItemsTopic topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private ItemsTopicReader(ItemsTopic topic) {
        this.topic = topic;
        this.consumer =
                new KafkaConsumer<>(
                        properties(topic.client()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /** Opens the topic. */
    static ItemsTopicReader open(ItemsTopic topic) {
        return explained(
                topic,
                () -> {
                    var opened = new ItemsTopicReader(topic);
                    try {
                        opened.start();
                        return opened;
                    } catch (RuntimeException failure) {
                        opened.close();
                        throw failure;
                    }
                });
    }

    /** How many offsets there are to read; of a compacted topic, there are fewer records. */
    long offsets() {
        return sum(ends) - sum(begins);
    }

    /**
     * Reads.
     *
     * @param reader is given each record; those of one partition in their order
     * @param progress is told how many offsets were passed since it was told last
     */
    void read(Consumer<ConsumerRecord<byte[], byte[]>> reader, LongConsumer progress) {
        long seen = sum(begins);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (seen < sum(ends)) {
            poll().forEach(record -> ifBeforeEnd(record, reader));
            long now = explained(topic, this::position);
            if (now > seen) {
                progress.accept(now - seen);
                seen = now;
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            requireProgress(deadline);
        }
    }

    private static Map<String, Object> properties(Map<String, ?> client) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "semsr-items");
        properties.putAll(client);
        return properties;
    }

    private void start() {
        List<PartitionInfo> known = consumer.partitionsFor(topic.name());
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException(
                    "There is no topic '%s' at %s. Name the topic of the items with %s."
                            .formatted(topic.name(), topic.brokers(), topic.option()));
        }
        List<TopicPartition> partitions =
                known.stream()
                        .map(part -> new TopicPartition(topic.name(), part.partition()))
                        .toList();
        consumer.assign(partitions);
        ends.putAll(consumer.endOffsets(partitions));
        begins.putAll(consumer.beginningOffsets(partitions));
        begins.forEach(consumer::seek);
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return explained(topic, () -> consumer.poll(POLL));
    }

    private void ifBeforeEnd(
            ConsumerRecord<byte[], byte[]> record,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
            reader.accept(record);
        }
    }

    /** How far all partitions are, what was written meanwhile left out. */
    private long position() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.min(consumer.position(end.getKey()), end.getValue()))
                .sum();
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private void requireProgress(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    "Nothing came from topic '%s' at %s for %d s, before its end. Check that the brokers are up and that this user may read it."
                            .formatted(topic.name(), topic.brokers(), PATIENCE.toSeconds()));
        }
    }

    private static <T> T explained(ItemsTopic topic, Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException failure) {
            throw new IllegalStateException(
                    "Topic '%s' at %s cannot be read: %s. Check that the brokers are up, and --bootstrap-servers, --properties and -P."
                            .formatted(topic.name(), topic.brokers(), rootMessage(failure)),
                    failure);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
