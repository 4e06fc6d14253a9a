package dev.semsr.app.chaos;

import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topics of a run from their beginning to their end, as a reader of committed records,
 * into a checker.
 *
 * @param bootstrapServers of the broker
 * @param clicks topic of the clicks
 * @param recommendations topic of the answers
 * @param deadLetters topic of what could not be read
 */
public record TopicHistory(
        String bootstrapServers, String clicks, String recommendations, String deadLetters) {

    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * Feeds everything.
     *
     * @throws IllegalStateException if a record that should be one of ours is not
     */
    public void feed(HistoryChecker checker) {
        var clickCodec = SingleObjectCodec.of(Click.class);
        var answerCodec = SingleObjectCodec.of(Recommendation.class);
        read(
                clicks,
                click -> {
                    if (click.headers().lastHeader(ChaosTraffic.BAD) != null) {
                        checker.badRecord(click.partition(), click.offset(), click.value());
                    } else {
                        checker.click(
                                decoded(clickCodec, click),
                                Instant.ofEpochMilli(click.timestamp()));
                    }
                });
        read(recommendations, answer -> checker.answer(key(answer), decoded(answerCodec, answer)));
        read(
                deadLetters,
                letter ->
                        checker.deadLetter(
                                Integer.parseInt(header(letter, DeadLetterHeaders.PARTITION)),
                                Long.parseLong(header(letter, DeadLetterHeaders.OFFSET)),
                                letter.value()));
    }

    private static <T extends org.apache.avro.specific.SpecificRecord> T decoded(
            SingleObjectCodec<T> codec, ConsumerRecord<byte[], byte[]> stored) {
        try {
            return codec.decode(stored.value());
        } catch (UndecodableRecordException foreign) {
            throw new IllegalStateException(
                    "Topic '%s', partition %d, offset %d: %s"
                            .formatted(
                                    stored.topic(),
                                    stored.partition(),
                                    stored.offset(),
                                    foreign.getMessage()),
                    foreign);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> stored) {
        return stored.key() == null ? null : new String(stored.key(), StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException(
                    "Dead letter at offset " + letter.offset() + " has no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("isolation.level", "read_committed");
        try (var consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(visitor);
            }
        }
    }
}
