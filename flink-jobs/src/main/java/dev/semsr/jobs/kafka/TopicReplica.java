package dev.semsr.jobs.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a compacted topic from the beginning and goes on for ever, in a thread of its own, without
 * a consumer group: each process has the whole. After an error it begins again from the beginning,
 * or goes on where it was if the target can.
 */
public final class TopicReplica implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReplica.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Target target;
    private final Duration retryInterval;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final Map<TopicPartition, Long> applied = new HashMap<>();

    /** What a topic is read into. Called by one thread. */
    public interface Target {

        /** Reading begins, at the beginning of the topic: what was read before does not count. */
        void begin();

        /**
         * Takes records in the order of each partition.
         *
         * @param whole whether all is read, with these, that was in the topic at the beginning
         */
        void apply(ConsumerRecords<byte[], byte[]> records, boolean whole);

        /**
         * Whether reading may go on after an error with the first record that was not applied. If
         * not, it begins anew.
         */
        default boolean resumes() {
            return false;
        }
    }

    private TopicReplica(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            Target target,
            Duration retryInterval) {
        this.consumers = consumers;
        this.topic = topic;
        this.target = target;
        this.retryInterval = retryInterval;
        this.thread = new Thread(this::run, "semsr-replica-" + topic);
        thread.setDaemon(true);
        thread.setContextClassLoader(TopicReplica.class.getClassLoader());
    }

    /**
     * Starts to read.
     *
     * @param consumers makes a consumer, one after each error
     * @param retryInterval pause after an error
     */
    public static TopicReplica start(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            Target target,
            Duration retryInterval) {
        TopicReplica replica = new TopicReplica(consumers, topic, target, retryInterval);
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
            LOG.warn("The thread that reads {} was interrupted; it is read no more", topic, e);
        }
    }

    private void readUntilError() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> ends = assign(consumer);
            if (applied.isEmpty()) {
                target.begin();
            }
            boolean whole = false;
            while (closed.getCount() > 0) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                whole = whole || isBehind(consumer, ends);
                target.apply(records, whole);
                remember(consumer, ends.keySet());
                if (whole && caughtUp.getCount() > 0) {
                    caughtUp.countDown();
                    LOG.info("Caught up with {}: {}", topic, ends);
                }
            }
        } catch (RuntimeException e) { // it begins again, whatever it is
            LOG.error(
                    "Cannot read topic {}; what was read before stays as it is. Trying again in"
                            + " {} ms.",
                    topic,
                    retryInterval.toMillis(),
                    e);
        }
    }

    /** Puts the consumer at the beginning of all partitions; returns where they end now. */
    private Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer) {
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
        if (isSameTopic(ends)) {
            applied.forEach(consumer::seek);
        } else {
            applied.clear();
        }
        return ends;
    }

    /** Whether the topic holds what was applied; one that was made anew is read from its start. */
    private boolean isSameTopic(Map<TopicPartition, Long> ends) {
        return ends.keySet().containsAll(applied.keySet())
                && applied.entrySet().stream().allMatch(e -> e.getValue() <= ends.get(e.getKey()));
    }

    private void remember(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> read) {
        if (target.resumes()) {
            read.forEach(partition -> applied.put(partition, consumer.position(partition)));
        }
    }

    /** Whether the consumer stands behind all these ends. */
    private static boolean isBehind(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
