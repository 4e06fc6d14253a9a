package dev.semsr.jobs.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the compacted item-vectors topic from the beginning and goes on for ever, in a thread of
 * its own, without a consumer group: each process has the whole catalogue. After an error it begins
 * again from the beginning; applying a change twice changes nothing.
 *
 * <p>It is not Flink state: a million vectors would stand in every checkpoint.
 */
public final class CatalogReplica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogReplica.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final CatalogTarget target;
    private final Duration retryInterval;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private CatalogReplica(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            CatalogTarget target,
            Duration retryInterval) {
        this.consumers = consumers;
        this.topic = topic;
        this.target = target;
        this.retryInterval = retryInterval;
        this.thread = new Thread(this::run, "semsr-catalog-replica");
        thread.setDaemon(true);
        thread.setContextClassLoader(CatalogReplica.class.getClassLoader());
    }

    /**
     * Starts to read.
     *
     * @param consumers makes a consumer, one after each error
     * @param topic topic of the item vectors
     * @param target what is kept up to date
     * @param retryInterval pause after an error
     */
    public static CatalogReplica start(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            CatalogTarget target,
            Duration retryInterval) {
        CatalogReplica replica = new CatalogReplica(consumers, topic, target, retryInterval);
        replica.thread.start();
        return replica;
    }

    /**
     * Waits until everything is applied that was in the topic at the start.
     *
     * @return false if that took longer
     */
    public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
        return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops reading; when it returns, the target is no longer touched. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) { // the thread ends by itself after its poll
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                readUntilError();
            } while (!closed.await(retryInterval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.warn("The thread that reads {} was interrupted; items change no more", topic, e);
        }
    }

    private void readUntilError() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException("There is no topic " + topic);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (closed.getCount() > 0) {
                apply(consumer);
                if (caughtUp.getCount() > 0 && isBehind(consumer, ends)) {
                    caughtUp.countDown();
                    LOG.info("Caught up with {}: {}", topic, ends);
                }
            }
        } catch (RuntimeException e) { // of Kafka or of the device: it begins again either way
            LOG.error(
                    "Cannot read the catalogue from topic {}; the items stay as they are. Trying"
                            + " again in {} ms.",
                    topic,
                    retryInterval.toMillis(),
                    e);
        }
    }

    private void apply(Consumer<byte[], byte[]> consumer) {
        CatalogChanges changes = new CatalogChanges();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            changes.add(record);
        }
        changes.applyTo(target);
    }

    /** Whether the consumer stands behind all these ends. */
    private static boolean isBehind(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
