package dev.semsr.app.quality;

import dev.semsr.schemas.QualityReport;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the reports of the last minutes, to the end that the topic has at the start. */
public final class QualityTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String topic;
    private final Map<String, ?> client;
    private final SingleObjectCodec<QualityReport> codec =
            SingleObjectCodec.of(QualityReport.class);

    /**
     * A topic.
     *
     * @param topic its name
     * @param client properties of the Kafka consumer, {@code bootstrap.servers} among them
     */
    public QualityTopic(String topic, Map<String, ?> client) {
        this.topic = topic;
        this.client = client;
    }

    /**
     * Reads reports.
     *
     * @param since reports that were written at this time or later
     * @throws IllegalStateException if there is no such topic, or nothing comes before its end
     */
    public void read(Instant since, Consumer<QualityReport> reader) {
        try (var consumer =
                new KafkaConsumer<>(
                        properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = assign(consumer, since);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    reader.accept(decode(record));
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
                requireProgress(deadline);
            }
        }
    }

    private Map<TopicPartition, Long> assign(
            KafkaConsumer<byte[], byte[]> consumer, Instant since) {
        List<PartitionInfo> known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException(
                    "There is no topic '%s' at these brokers. Start 'semsr jobs quality', or name the topic with --topic."
                            .formatted(topic));
        }
        List<TopicPartition> partitions =
                known.stream().map(part -> new TopicPartition(topic, part.partition())).toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        consumer.assign(partitions);
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, found) ->
                                consumer.seek(
                                        partition,
                                        found == null ? ends.get(partition) : found.offset()));
        return ends;
    }

    private QualityReport decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value());
        } catch (UndecodableRecordException e) {
            throw new IllegalStateException(
                    "%s-%d@%d is no quality report: %s"
                            .formatted(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    e.getMessage()),
                    e);
        }
    }

    private void requireProgress(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    "Nothing came from topic '%s' for %d s, before its end. Check that the brokers are up and that this user may read it."
                            .formatted(topic, PATIENCE.toSeconds()));
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
        properties.putAll(client);
        return properties;
    }
}
