package dev.semsr.jobs.kafka;

import dev.semsr.jobs.rollout.StatusReporter;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes reports on model versions to their topic. A report that cannot be written is logged: it
 * must not stop the process that answers.
 */
final class StatusProducer implements StatusReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StatusProducer.class);
    private static final Duration LAST_REPORTS = Duration.ofSeconds(2);

    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final SingleObjectCodec<ModelStatus> codec = SingleObjectCodec.of(ModelStatus.class);

    StatusProducer(String topic, Map<String, String> properties) {
        this.topic = topic;
        this.producer =
                new KafkaProducer<>(
                        Map.copyOf(properties),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    @Override
    public void report(ModelStatus status) {
        byte[] key = status.getScope().getBytes(StandardCharsets.UTF_8);
        try {
            var unused =
                    producer.send(
                            new ProducerRecord<>(topic, key, codec.encode(status)),
                            (sent, failure) -> logFailure(status, failure));
        } catch (KafkaException e) { // no metadata in time, or no right to write
            logFailure(status, e);
        }
    }

    @Override
    public void close() {
        producer.close(LAST_REPORTS);
    }

    private void logFailure(ModelStatus status, Exception failure) {
        if (failure != null) {
            LOG.warn(
                    "Cannot write to topic {} that version {} is {}: {}. Answers go on; check that"
                            + " the topic exists and may be written.",
                    topic,
                    status.getVersion(),
                    status.getState(),
                    failure.getMessage());
        }
    }
}
