package dev.semsr.app.rules;

import dev.semsr.app.broker.Topics;
import dev.semsr.core.rules.RuleBook;
import dev.semsr.jobs.rules.RuleTable;
import dev.semsr.schemas.Rule;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic of the shop's rules.
 *
 * @param client properties of a Kafka client, {@code bootstrap.servers} among them
 * @param topic name of the topic
 */
public record RuleTopic(Map<String, String> client, String topic) {

    private static final SingleObjectCodec<Rule> CODEC = SingleObjectCodec.of(Rule.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Creates the topic, compacted, if it is not there. */
    public void create() {
        Topics.rules(topic).create(client);
    }

    /** Writes a rule in place of one with the same id; returns when the broker has it. */
    public void put(Rule rule) {
        send(rule.getRuleId(), CODEC.encode(rule));
    }

    /** Removes a rule, whether there is one or not; returns when the broker has it. */
    public void remove(String ruleId) {
        send(ruleId, null);
    }

    /**
     * The rules that can be followed, as a job sees them now.
     *
     * @throws KafkaException if the topic cannot be read
     */
    public RuleBook read() {
        RuleTable table = new RuleTable();
        try (var consumer =
                new KafkaConsumer<>(
                        properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String origin =
                            "%s-%d@%d"
                                    .formatted(record.topic(), record.partition(), record.offset());
                    table.apply(origin, record.key(), record.value());
                }
            }
        }
        return table.book();
    }

    private void send(String ruleId, byte[] value) {
        try (var producer =
                new KafkaProducer<>(
                        properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = ruleId.getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Topic '" + topic + "' does not take the rule: " + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while writing to topic '" + topic + "'", e);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.putIfAbsent("max.block.ms", "10000");
        return properties;
    }
}
