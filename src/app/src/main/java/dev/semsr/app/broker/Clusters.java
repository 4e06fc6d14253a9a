package dev.semsr.app.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/** Asks a Kafka cluster whether it is there. */
public final class Clusters {

    private static final long ONE_TRY_MS = 2_000;

    private Clusters() {}

    /**
     * Waits until the cluster has a node that answers.
     *
     * @param client properties of a Kafka client, {@code bootstrap.servers} among them
     * @param worthWaiting asked between tries; false ends the waiting early
     * @return whether it answered in time
     */
    public static boolean awaitAnswer(
            Map<String, ?> client, Duration limit, BooleanSupplier worthWaiting) {
        long deadline = System.nanoTime() + limit.toNanos();
        Map<String, Object> properties = new HashMap<>(client);
        properties.putIfAbsent("reconnect.backoff.max.ms", "200");
        var admin = Admin.create(properties);
        try {
            while (System.nanoTime() < deadline && worthWaiting.getAsBoolean()) {
                if (answers(admin)) {
                    return true;
                }
            }
            return false;
        } finally {
            // Without a limit it would wait a minute for the answer to its last question.
            admin.close(Duration.ZERO);
        }
    }

    private static boolean answers(Admin admin) {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(ONE_TRY_MS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Kafka", interrupted);
        }
    }
}
