package dev.semsr.jobs.kafka;

import dev.semsr.core.rules.RuleBook;
import dev.semsr.jobs.rules.RuleFeed;
import dev.semsr.jobs.rules.RuleSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rules of a Kafka topic.
 *
 * @param topic the topic
 * @param consumer properties of the consumer
 */
public record KafkaRuleSource(String topic, Map<String, String> consumer) implements RuleSource {

    private static final long serialVersionUID = 1L;
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** Copies the properties. */
    public KafkaRuleSource {
        consumer = new HashMap<>(consumer);
    }

    @Override
    public RuleFeed start(Consumer<RuleBook> books) {
        return RuleReplica.start(this::newConsumer, topic, RETRY, books);
    }

    /** Without the properties of the consumer: they may hold secrets. */
    @Override
    public String toString() {
        return "topic '" + topic + "'";
    }

    private org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> newConsumer() {
        Map<String, Object> properties = new HashMap<>(consumer);
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.remove("group.id");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
