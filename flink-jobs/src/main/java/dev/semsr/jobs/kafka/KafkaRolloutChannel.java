package dev.semsr.jobs.kafka;

import dev.semsr.core.rollout.InvalidRolloutException;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.rollout.RolloutChannel;
import dev.semsr.jobs.rollout.StatusReporter;
import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rollouts and reports in Kafka topics.
 *
 * @param scope name of the model
 * @param topic topic of the rollouts
 * @param statusTopic topic of the reports
 * @param consumer properties of the consumer
 * @param producer properties of the producer
 * @param reportInterval how often what is loaded is reported again
 */
public record KafkaRolloutChannel(
        String scope,
        String topic,
        String statusTopic,
        Map<String, String> consumer,
        Map<String, String> producer,
        Duration reportInterval)
        implements RolloutChannel {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRolloutChannel.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Copies the properties. */
    public KafkaRolloutChannel {
        consumer = new HashMap<>(consumer);
        producer = new HashMap<>(producer);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Optional<IssuedRollout> newest() {
        try (Consumer<byte[], byte[]> reader = newConsumer()) {
            List<TopicPartition> partitions = partitions(reader);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            return newest(reader, reader.endOffsets(partitions));
        }
    }

    @Override
    public StatusReporter reporter() {
        return new StatusProducer(statusTopic, producer);
    }

    /** Without the properties of the clients: they may hold secrets. */
    @Override
    public String toString() {
        return "rollouts of " + scope + " in topic " + topic;
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions =
                reader.partitionsFor(topic).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException(
                    "There is no topic " + topic + ". Create it, compacted.");
        }
        return partitions;
    }

    private Optional<IssuedRollout> newest(
            Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        IssuedRollout newest = null;
        while (!isBehind(reader, ends)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                if (isOfScope(record)) {
                    newest = record.value() == null ? null : decoded(record, newest);
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    private static boolean isBehind(
            Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> reader.position(end.getKey()) >= end.getValue());
    }

    /** A record belongs to its key, so all of a scope are in one partition, in their order. */
    private boolean isOfScope(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null
                && new String(record.key(), StandardCharsets.UTF_8).equals(scope);
    }

    private static IssuedRollout decoded(
            ConsumerRecord<byte[], byte[]> record, IssuedRollout before) {
        try {
            ModelRollout rollout = SingleObjectCodec.of(ModelRollout.class).decode(record.value());
            Rollout.of(rollout);
            return new IssuedRollout(record.offset(), rollout);
        } catch (UndecodableRecordException | InvalidRolloutException e) {
            LOG.error(
                    "Rollout {}-{}@{} is not followed: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return before;
        }
    }

    private Consumer<byte[], byte[]> newConsumer() {
        Map<String, Object> properties = new HashMap<>(consumer);
        properties.put("enable.auto.commit", "false");
        properties.remove("group.id");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
