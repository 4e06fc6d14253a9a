package dev.semsr.app.rollout;

import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads reports on model versions from a time on. */
public final class StatusReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);

    private final SingleObjectCodec<ModelStatus> codec = SingleObjectCodec.of(ModelStatus.class);
    private final KafkaConsumer<byte[], byte[]> consumer;

    private StatusReader(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Opens the topic of the reports. */
    public static StatusReader from(RolloutTopics topics, Instant start) {
        Map<String, Object> properties = new HashMap<>(topics.client());
        properties.put("enable.auto.commit", "false");
        properties.remove("group.id");
        var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(topics.status()).stream()
                        .map(part -> new TopicPartition(part.topic(), part.partition()))
                        .toList();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, start.toEpochMilli()));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        consumer.offsetsForTimes(times)
                .forEach(
                        (partition, found) -> {
                            if (found != null) {
                                consumer.seek(partition, found.offset());
                            }
                        });
        partitions.forEach(consumer::position); // fixes the end before anything new comes
        return new StatusReader(consumer);
    }

    /** The next reports; none if none came in the time. One that cannot be read is logged. */
    public List<ModelStatus> next(Duration longest) {
        List<ModelStatus> reports = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(longest)) {
            try {
                if (record.value() != null) {
                    reports.add(codec.decode(record.value()));
                }
            } catch (UndecodableRecordException e) {
                LOG.warn(
                        "{}-{}@{} is no report: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
            }
        }
        return reports;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
