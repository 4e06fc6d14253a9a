package dev.semsr.app.replay;

import dev.semsr.schemas.Click;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends clicks to a topic, keyed by session, and counts what the broker acknowledged. A session's
 * clicks keep their order, also when a send is repeated. Sending is for one thread; the counts may
 * be read by any.
 */
public final class ClickProducer implements AutoCloseable {

    private final String topic;
    private final Function<Click, byte[]> encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();

    /**
     * A producer that waits for all replicas and does not linger, unless the properties say
     * otherwise.
     *
     * @param topic where to
     * @param client properties of the Kafka producer, {@code bootstrap.servers} among them
     * @param encoder the bytes of a click
     */
    public ClickProducer(String topic, Map<String, ?> client, Function<Click, byte[]> encoder) {
        this.topic = topic;
        this.encoder = encoder;
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "semsr-replay");
        properties.putAll(client);
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Hands a click to the Kafka client, which sends it as soon as it can. */
    public void send(Click click) {
        byte[] key = click.getSessionId().getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, key, encoder.apply(click)));
    }

    private void send(ProducerRecord<byte[], byte[]> click) {
        sent.incrementAndGet();
        var unused = producer.send(click, this::count);
    }

    private void count(RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            acknowledged.incrementAndGet();
        } else {
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, failure);
        }
    }

    /** Waits until every click handed over so far is acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    /** Clicks handed over so far. */
    public long sent() {
        return sent.get();
    }

    /** Clicks that the broker has acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Clicks that will not arrive. */
    public long failed() {
        return failed.get();
    }

    /** Why the first of them failed; null if none has. */
    public Exception firstFailure() {
        return firstFailure.get();
    }

    /** Sends what is still waiting, then closes. */
    @Override
    public void close() {
        producer.close();
    }
}
