package dev.semsr.app.bench;

import dev.semsr.app.broker.Topics;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of item vectors as the replicas of the catalogue do, from its end on. For one
 * thread.
 */
final class VectorProbe implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final SingleObjectCodec<ItemVector> codec = SingleObjectCodec.of(ItemVector.class);
    private final KafkaConsumer<byte[], byte[]> consumer;

    VectorProbe(Map<String, ?> client) {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.ITEM_VECTORS).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the end is looked up now, not at the first poll
    }

    /**
     * Waits for an item as it should be. What was written since the last call counts.
     *
     * @return when it was read, in terms of {@link System#nanoTime()}; -1 if it was not within the
     *     patience
     */
    long await(String itemId, Predicate<ItemVector> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (isWanted(record, itemId, wanted)) {
                    return System.nanoTime();
                }
            }
        }
        return -1;
    }

    private boolean isWanted(
            ConsumerRecord<byte[], byte[]> record, String itemId, Predicate<ItemVector> wanted) {
        if (record.value() == null) {
            return false;
        }
        try {
            ItemVector item = codec.decode(record.value());
            return item.getItemId().equals(itemId) && wanted.test(item);
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException("No item vector: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
