package dev.semsr.jobs.kafka;

import dev.semsr.jobs.config.InvalidOptionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a job's parallelism with what bounds it: the partitions that it reads, of which each has
 * one reader, and the highest parallelism, which its state is cut into for ever.
 */
public final class ParallelismCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ParallelismCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ParallelismCheck() {}

    /**
     * Refuses a parallelism that is above the highest.
     *
     * @param option that sets the highest
     * @throws InvalidOptionException if Flink would not start the job
     */
    public static void requireAtMost(int highest, String option, int parallelism) {
        if (parallelism > highest) {
            throw new InvalidOptionException(
                    "The job is to run with parallelism %d, above option '%s' (%d). Start it with at most %d; a higher '%s' needs new state, since a savepoint keeps the one that it was taken with."
                            .formatted(parallelism, option, highest, highest, option));
        }
    }

    /**
     * Says in the log if readers will be idle. If the brokers cannot be asked, the log says that,
     * and the job starts: it waits for its brokers anyway.
     *
     * @param client properties of Kafka's clients
     * @param topic what the job reads
     */
    public static void warn(Properties client, String topic, int parallelism) {
        idleReaders(client, topic, parallelism).ifPresent(LOG::warn);
    }

    /** What there is to say about a parallelism and the partitions of a topic. */
    public static Optional<String> idleReaders(Properties client, String topic, int parallelism) {
        OptionalInt partitions = partitions(client, topic);
        return partitions.isPresent() && partitions.getAsInt() < parallelism
                ? Optional.of(
                        "Parallelism %d, but topic %s has %d partitions: %d readers are idle. Add partitions, or start the job with %d."
                                .formatted(
                                        parallelism,
                                        topic,
                                        partitions.getAsInt(),
                                        parallelism - partitions.getAsInt(),
                                        partitions.getAsInt()))
                : Optional.empty();
    }

    private static OptionalInt partitions(Properties client, String topic) {
        try (Admin admin = Admin.create(client)) {
            return OptionalInt.of(
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                            .get(topic)
                            .partitions()
                            .size());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn(
                    "Cannot ask the brokers how many partitions {} has ({}); the parallelism is"
                            + " not compared with them",
                    topic,
                    e.toString());
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
