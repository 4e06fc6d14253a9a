package dev.semsr.it.stack;

import dev.semsr.schemas.Click;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends good and bad records to a topic of clicks. */
public final class ClickSender implements AutoCloseable {

    private static final SingleObjectCodec<Click> CODEC = SingleObjectCodec.of(Click.class);

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    /** A sender that keeps trying while the broker is away. */
    public ClickSender(String bootstrapServers, String topic) {
        this.topic = topic;
        producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrapServers,
                                "linger.ms", 0,
                                "max.request.size", 4 * 1024 * 1024,
                                "max.block.ms", 180_000,
                                "delivery.timeout.ms", 180_000,
                                "reconnect.backoff.max.ms", 500),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** A click of this moment. */
    public static Click.Builder click(String session, String event, String item) {
        return Click.newBuilder()
                .setSessionId(session)
                .setEventId(event)
                .setItemId(item)
                .setEventTime(Instant.now());
    }

    /** The bytes of a click. */
    public static byte[] bytes(Click click) {
        return CODEC.encode(click);
    }

    /** Sends a click, keyed by its session. */
    public Future<RecordMetadata> send(Click click) {
        return send(click.getSessionId(), bytes(click));
    }

    /** Sends any bytes. */
    public Future<RecordMetadata> send(String key, byte[] value) {
        return producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    /** Sends a record that may lack anything. */
    public Future<RecordMetadata> send(byte[] key, byte[] value, Headers headers) {
        return producer.send(new ProducerRecord<>(topic, null, key, value, headers));
    }

    /** Waits until the broker has everything. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
