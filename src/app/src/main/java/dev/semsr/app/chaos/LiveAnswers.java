package dev.semsr.app.chaos;

import dev.semsr.app.broker.Topics;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import dev.semsr.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A reader of committed recommendations, as a storefront would be: notes when each arrives. */
final class LiveAnswers implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SingleObjectCodec<Recommendation> codec =
            SingleObjectCodec.of(Recommendation.class);
    private final ClickLog log;
    private final Thread thread;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean closed;

    LiveAnswers(String bootstrapServers, ClickLog log) {
        this.log = log;
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "isolation.level", "read_committed",
                                "fetch.max.wait.ms", "20",
                                "request.timeout.ms", "10000"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.RECOMMENDATIONS).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = new Thread(this::read, "semsr-live-answers");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            while (!closed) {
                for (ConsumerRecord<byte[], byte[]> answer : consumer.poll(POLL)) {
                    String event = codec.decode(answer.value()).getClickEventId();
                    log.answer(event, System.currentTimeMillis());
                }
            }
        } catch (UndecodableRecordException | RuntimeException broken) {
            failure.set(broken);
        } finally {
            consumer.close();
        }
    }

    /** Throws what ended the reading, if anything did. */
    void rethrowFailure() {
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "Recommendations are not read any more: " + failure.get().getMessage(),
                    failure.get());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
