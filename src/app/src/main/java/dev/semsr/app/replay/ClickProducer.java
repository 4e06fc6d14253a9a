package dev.semsr.app.replay;

import dev.semsr.schemas.Click;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends clicks to a topic, keyed by session, and counts what the broker acknowledged. A session's
 * clicks keep their order, also when a send is repeated. Sending is for one thread; the counts may
 * be read by any.
 */
public final class ClickProducer implements AutoCloseable {

    private final String topic;
    private final Function<Click, byte[]> encoder;
    private final CountedProducer producer;

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
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "semsr-replay");
        properties.putAll(client);
        producer = new CountedProducer(properties);
    }

    /** Hands a click to the Kafka client, which sends it as soon as it can. */
    public void send(Click click) {
        byte[] key = click.getSessionId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, encoder.apply(click)));
    }

    /** Waits until every click handed over so far is acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    /** Clicks handed over so far. */
    public long sent() {
        return producer.sent();
    }

    /** Clicks that the broker has acknowledged so far. */
    public long acknowledged() {
        return producer.acknowledged();
    }

    /** Clicks that will not arrive. */
    public long failed() {
        return producer.failed();
    }

    /** Why the first of them failed; null if none has. */
    public Exception firstFailure() {
        return producer.firstFailure();
    }

    /** Sends what is still waiting, then closes. */
    @Override
    public void close() {
        producer.close();
    }
}
