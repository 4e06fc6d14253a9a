package dev.semsr.app.answers;

import dev.semsr.schemas.Recommendation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads recommendations and dead letters with a consumer of its own, on a thread of its own, from
 * the moment of its start.
 */
public final class AnswerReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    /** Is told of each recommendation. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A recommendation arrived.
         *
         * @param arrivalNanos when, in terms of {@link System#nanoTime()}
         */
        void arrived(Recommendation answer, long arrivalNanos);
    }

    private final String recommendations;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Function<byte[], Recommendation> decoder;
    private final Listener listener;
    private final Consumer<ConsumerRecord<byte[], byte[]>> deadLetters;
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread;

    private AnswerReader(
            List<String> topics,
            Map<String, ?> client,
            Function<byte[], Recommendation> decoder,
            Listener listener,
            Consumer<ConsumerRecord<byte[], byte[]>> deadLetters) {
        this.recommendations = topics.get(0);
        this.decoder = decoder;
        this.listener = listener;
        this.deadLetters = deadLetters;
        consumer =
                new KafkaConsumer<>(
                        properties(client),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        thread = new Thread(() -> read(topics), "answer-reader");
        thread.setDaemon(true);
    }

    /**
     * Starts to read. Returns when the reader stands at the end of both topics, so that no answer
     * to a later click is missed.
     *
     * @param recommendations topic of the recommendations
     * @param deadLetterTopic topic of the dead letters
     * @param client properties of the Kafka consumer, {@code bootstrap.servers} among them
     * @param decoder a recommendation from its bytes
     * @param listener told of recommendations, on the reader's thread
     * @param deadLetters told of dead letters, on the reader's thread
     */
    public static AnswerReader start(
            String recommendations,
            String deadLetterTopic,
            Map<String, ?> client,
            Function<byte[], Recommendation> decoder,
            Listener listener,
            Consumer<ConsumerRecord<byte[], byte[]>> deadLetters) {
        var reader =
                new AnswerReader(
                        List.of(recommendations, deadLetterTopic),
                        client,
                        decoder,
                        listener,
                        deadLetters);
        return started(reader);
    }

    /** Starts to read the recommendations alone, as {@code start} above does. */
    public static AnswerReader start(
            String recommendations,
            Map<String, ?> client,
            Function<byte[], Recommendation> decoder,
            Listener listener) {
        return started(
                new AnswerReader(
                        List.of(recommendations), client, decoder, listener, letter -> {}));
    }

    private static AnswerReader started(AnswerReader reader) {
        reader.thread.start();
        reader.awaitPosition();
        return reader;
    }

    private static Map<String, Object> properties(Map<String, ?> client) {
        var properties = new HashMap<String, Object>();
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "500");
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "semsr-answers");
        properties.putAll(client);
        return properties;
    }

    private void awaitPosition() {
        try {
            positioned.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before reading began", interrupted);
        }
        rethrowFailure();
    }

    private void read(List<String> topics) {
        try {
            moveToEnd(topics);
            positioned.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                var records = consumer.poll(POLL);
                long arrival = System.nanoTime();
                records.forEach(record -> accept(record, arrival));
            }
        } catch (WakeupException closing) {
            // close() asked for it
        } catch (RuntimeException unexpected) {
            failure.set(unexpected);
        } finally {
            positioned.countDown();
            consumer.close();
        }
    }

    private void moveToEnd(List<String> topics) {
        List<TopicPartition> partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(part -> new TopicPartition(part.topic(), part.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void accept(ConsumerRecord<byte[], byte[]> record, long arrival) {
        if (record.topic().equals(recommendations)) {
            listener.arrived(decoder.apply(record.value()), arrival);
        } else {
            deadLetters.accept(record);
        }
    }

    /** Throws what ended the reading, if something did. */
    public void rethrowFailure() {
        RuntimeException ended = failure.get();
        if (ended != null) {
            throw new IllegalStateException(
                    "The reader of '" + recommendations + "' ended: " + ended.getMessage(), ended);
        }
    }

    /** Stops reading. */
    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
