package dev.semsr.app.deadletters;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic of dead letters, from a time on and up to where it ended when it was opened: letters that
 * are written meanwhile are not read. It leaves no trace at the broker, no group and no offsets.
 */
public final class LetterTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> begin = new HashMap<>();
    private final Map<TopicPartition, Long> end = new HashMap<>();

    private LetterTopic(String topic, Map<String, ?> client) {
        this.topic = topic;
        this.consumer =
                new KafkaConsumer<>(
                        properties(client),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * Opens a topic.
     *
     * @param topic its name
     * @param client properties of the Kafka consumer, {@code bootstrap.servers} among them
     * @param from letters of this time and later; null for all
     * @throws IllegalStateException if there is no such topic
     * @throws org.apache.kafka.common.KafkaException if no client can be made from the properties
     *     or the brokers do not answer
     */
    public static LetterTopic open(String topic, Map<String, ?> client, Instant from) {
        var opened = new LetterTopic(topic, client);
        try {
            opened.limit(from);
            return opened;
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    private static Map<String, Object> properties(Map<String, ?> client) {
        var properties = new HashMap<String, Object>();
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "semsr-dead-letters");
        properties.putAll(client);
        return properties;
    }

    private void limit(Instant from) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException(
                    "There is no topic '%s' at these brokers. Name the topic of the dead letters with --topic."
                            .formatted(topic));
        }
        List<TopicPartition> partitions =
                known.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
        end.putAll(consumer.endOffsets(partitions));
        begin.putAll(consumer.beginningOffsets(partitions));
        if (from != null) {
            startAt(from, partitions);
        }
    }

    private void startAt(Instant from, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, found) ->
                                begin.put(
                                        partition,
                                        found == null ? end.get(partition) : found.offset()));
    }

    /**
     * Reads the letters; those of one partition in their order. May be called again.
     *
     * @param reader is given each letter and says whether it wants more
     */
    public void read(Predicate<StoredLetter> reader) {
        List<TopicPartition> open =
                end.keySet().stream()
                        .filter(partition -> begin.get(partition) < end.get(partition))
                        .toList();
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, begin.get(partition)));
        long progress = System.nanoTime();
        while (!isRead(open)) {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (isWithin(record) && !reader.test(new StoredLetter(record))) {
                    return;
                }
            }
            progress = records.isEmpty() ? checked(progress) : System.nanoTime();
        }
    }

    private boolean isRead(List<TopicPartition> open) {
        return open.stream()
                .allMatch(partition -> consumer.position(partition) >= end.get(partition));
    }

    private boolean isWithin(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < end.get(new TopicPartition(record.topic(), record.partition()));
    }

    private long checked(long progress) {
        if (System.nanoTime() - progress > PATIENCE.toNanos()) {
            throw new IllegalStateException(
                    "Nothing came from topic '%s' for %d s, before its end. Check that the brokers are up and that this user may read it."
                            .formatted(topic, PATIENCE.toSeconds()));
        }
        return progress;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
