package dev.semsr.jobs.kafka;

import dev.semsr.jobs.config.InvalidOptionException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the transaction timeout with what the brokers allow. A longer one is refused by the
 * broker at the first record, after the job has been taken for started.
 */
public final class TransactionTimeoutCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionTimeoutCheck.class);
    private static final String BROKER_LIMIT = "transaction.max.timeout.ms";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TransactionTimeoutCheck() {}

    /**
     * Asks the brokers for their limit. If they cannot be asked, the log says so and the job
     * starts: it waits for its brokers anyway.
     *
     * @throws InvalidOptionException if the timeout is above the limit
     */
    public static void verify(Properties clientProperties, String option, Duration timeout) {
        OptionalLong limit = brokerLimit(clientProperties);
        if (limit.isPresent() && timeout.toMillis() > limit.getAsLong()) {
            throw new InvalidOptionException(
                    "Option '%s' is %d ms, above the brokers' %s of %d ms. Lower the one or raise the other."
                            .formatted(
                                    option, timeout.toMillis(), BROKER_LIMIT, limit.getAsLong()));
        }
    }

    private static OptionalLong brokerLimit(Properties clientProperties) {
        try (Admin admin = Admin.create(clientProperties)) {
            Collection<Node> nodes = get(admin.describeCluster().nodes());
            List<ConfigResource> brokers =
                    nodes.stream()
                            .map(n -> new ConfigResource(ConfigResource.Type.BROKER, n.idString()))
                            .toList();
            return get(admin.describeConfigs(brokers).all()).values().stream()
                    .map(TransactionTimeoutCheck::limit)
                    .flatMapToLong(OptionalLong::stream)
                    .min();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn(
                    "Cannot ask the brokers for {}; the transaction timeout is not checked",
                    BROKER_LIMIT,
                    e);
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static OptionalLong limit(Config broker) {
        var entry = broker.get(BROKER_LIMIT);
        return entry == null || entry.value() == null
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(entry.value()));
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
