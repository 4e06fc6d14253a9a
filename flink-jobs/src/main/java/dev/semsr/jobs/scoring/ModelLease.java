package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.metrics.MetricGroup;

/** The right of one user to the model of a {@link ModelHost}, until it is closed. */
public final class ModelLease implements AutoCloseable {

    private final ModelHost host;
    private final AtomicBoolean released = new AtomicBoolean();

    ModelLease(ModelHost host) {
        this.host = host;
    }

    /** Waits until the model is loaded or could not be loaded for the first time. */
    public void awaitFirstAttempt() throws InterruptedException {
        host.awaitFirstAttempt();
    }

    /** Whether a model is loaded. */
    public boolean isLoaded() {
        return host.isLoaded();
    }

    /**
     * Asks the model.
     *
     * @param items items of the session, oldest first
     * @param timeout after which nobody wants the answer any more
     * @return completes with the model's answer or a labelled fallback; never exceptionally
     */
    public CompletableFuture<Answer> score(List<String> items, Duration timeout) {
        return host.score(items, timeout);
    }

    /**
     * What the ladder of the loaded model says; no items if none is loaded.
     *
     * @param items items of the session, oldest first
     * @param reason why the model is not asked
     */
    public Answer fallback(List<String> items, FallbackReason reason) {
        return host.fallback(items, reason);
    }

    /** Whether the loaded model knows the item. */
    public boolean knows(String itemId) {
        return host.knows(itemId);
    }

    /** Shows the host's metrics in a group. */
    public void registerMetrics(MetricGroup group) {
        host.metrics().register(group, host);
    }

    /** Gives the lease back; the last one closes the model. */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            host.release();
        }
    }
}
