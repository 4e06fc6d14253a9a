package dev.semsr.app.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records and counts what the broker acknowledged. Records of one key keep their order, also
 * when a send is repeated. Sending is for one thread; the counts may be read by any.
 */
public final class CountedProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();

    /**
     * A producer that waits for all replicas and does not linger, unless the properties say
     * otherwise.
     *
     * @param client properties of the Kafka producer, {@code bootstrap.servers} among them
     */
    public CountedProducer(Map<String, ?> client) {
        var properties = new HashMap<String, Object>();
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
        properties.putAll(client);
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Hands a record to the Kafka client, which sends it as soon as it can. */
    public void send(ProducerRecord<byte[], byte[]> record) {
        sent.incrementAndGet();
        var unused = producer.send(record, this::count);
    }

    private void count(RecordMetadata metadata, Exception failure) {
        if (failure == null) {
            acknowledged.incrementAndGet();
        } else {
            failed.incrementAndGet();
            firstFailure.compareAndSet(null, failure);
        }
    }

    /** Waits until every record handed over so far is acknowledged or has failed. */
    public void flush() {
        producer.flush();
    }

    /** Records handed over so far. */
    public long sent() {
        return sent.get();
    }

    /** Records that the broker has acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Records that will not arrive. */
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
