package dev.semsr.jobs.kafka;

import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lists of shadow versions. Unlike Flink's own sink it neither waits for the broker nor
 * fails: what cannot be sent at once is dropped and counted, and the answers go on.
 */
public final class ShadowSink implements Sink<Recommendation> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ShadowSink.class);
    private static final Duration LAST_LISTS = Duration.ofSeconds(2);

    private final String topic;
    private final HashMap<String, Object> properties;

    /**
     * A sink.
     *
     * @param topic topic of the shadow lists
     * @param properties properties of the producer; how long it may block is not taken from them
     */
    public ShadowSink(String topic, Map<String, String> properties) {
        this.topic = topic;
        this.properties = new HashMap<>(properties);
        this.properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0");
    }

    @Override
    public SinkWriter<Recommendation> createWriter(WriterInitContext context) {
        Writer writer = new Writer(topic, newProducer());
        context.metricGroup().gauge("shadowNotWritten", writer.lost::get);
        return writer;
    }

    private Producer<byte[], byte[]> newProducer() {
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static final class Writer implements SinkWriter<Recommendation> {

        private final String topic;
        private final Producer<byte[], byte[]> producer;
        private final SingleObjectCodec<Recommendation> codec =
                SingleObjectCodec.of(Recommendation.class);
        private final AtomicLong lost = new AtomicLong();

        private Writer(String topic, Producer<byte[], byte[]> producer) {
            this.topic = topic;
            this.producer = producer;
        }

        @Override
        public void write(Recommendation list, Context context) {
            byte[] key = list.getSessionId().getBytes(StandardCharsets.UTF_8);
            try {
                var unused =
                        producer.send(
                                new ProducerRecord<>(topic, key, codec.encode(list)),
                                (sent, failure) -> count(failure));
            } catch (KafkaException e) { // no room, no metadata yet, or no right to write
                count(e);
            }
        }

        /** Nobody waits for a shadow, not even a checkpoint. */
        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                producer.flush();
            }
        }

        @Override
        public void close() {
            producer.close(LAST_LISTS);
        }

        private void count(Exception failure) {
            if (failure != null && lost.getAndIncrement() == 0) {
                LOG.warn(
                        "A list of a shadow version was not written to topic {}: {}. It is dropped;"
                                + " further ones are counted in the metric shadowNotWritten.",
                        topic,
                        failure.getMessage());
            }
        }
    }
}
