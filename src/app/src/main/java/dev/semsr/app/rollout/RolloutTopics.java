package dev.semsr.app.rollout;

import dev.semsr.app.broker.Topics;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.jobs.kafka.KafkaRolloutChannel;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics through which rollouts are ordered and reported.
 *
 * @param rollouts topic of the rollouts
 * @param status topic of the reports
 * @param client properties of a Kafka client
 */
public record RolloutTopics(String rollouts, String status, Map<String, String> client) {

    private static final String LONGEST_WAIT = "20000";

    /** Creates the topics that are not there. */
    public void create() {
        Topics.rollouts(rollouts, status).create(client);
    }

    /** The rollout of a model that counts now; empty if there is none. */
    public Optional<Rollout> newest(String model) {
        return new KafkaRolloutChannel(
                        model, rollouts, status, patient(), client, Duration.ofSeconds(1))
                .newest()
                .map(IssuedRollout::order);
    }

    /**
     * Orders a rollout; when it returns, the brokers have it.
     *
     * @throws IllegalStateException if they have not taken it; says why
     */
    public void order(Rollout rollout) throws InterruptedException {
        byte[] key = rollout.scope().getBytes(StandardCharsets.UTF_8);
        byte[] value = SingleObjectCodec.of(ModelRollout.class).encode(rollout.toRecord());
        Map<String, Object> properties = new HashMap<>(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_WAIT);
        try (var producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(rollouts, key, value)).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(
                    "The rollout could not be written to topic '%s': %s. Nothing has changed."
                            .formatted(rollouts, failure.getCause().getMessage()),
                    failure);
        }
    }

    private Map<String, String> patient() {
        Map<String, String> properties = new HashMap<>(client);
        properties.putIfAbsent("default.api.timeout.ms", LONGEST_WAIT);
        return properties;
    }
}
