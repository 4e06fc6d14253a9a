package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place in a process where a model is loaded: all slots of a TaskManager share it. It is
 * loaded in the background when the first lease is taken, and closed when the last is given back.
 *
 * <p>Without a model the host goes on: it says why, looks again, and meanwhile answers without
 * items.
 */
public final class ModelHost {

    private static final Logger LOG = LoggerFactory.getLogger(ModelHost.class);
    private static final Map<ModelSource, ModelHost> HOSTS = new HashMap<>();

    private final ModelSource source;
    private final BatchingSettings settings;
    private final ScoringMetrics metrics = new ScoringMetrics();
    private final CountDownLatch firstAttempt = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LogThrottle loadErrors = new LogThrottle(Duration.ofSeconds(30));
    private volatile MicroBatcher batcher;
    private int leases;

    private ModelHost(ModelSource source, BatchingSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /**
     * Takes a lease on the model of a source; the first one starts to load it.
     *
     * @param source where the model comes from
     * @param settings how requests are batched; those of the first lease count
     */
    public static ModelLease acquire(ModelSource source, BatchingSettings settings) {
        synchronized (HOSTS) {
            ModelHost host = HOSTS.get(source);
            if (host == null) {
                host = new ModelHost(source, settings);
                HOSTS.put(source, host);
                HostThreads.start("semsr-model-loader", host::loadUntilThereIsOne);
            }
            host.leases++;
            return new ModelLease(host);
        }
    }

    /** Whether a model is loaded. */
    boolean isLoaded() {
        return batcher != null;
    }

    /** Requests that wait for the device. */
    int queueDepth() {
        MicroBatcher current = batcher;
        return current == null ? 0 : current.queueDepth();
    }

    ScoringMetrics metrics() {
        return metrics;
    }

    void awaitFirstAttempt() throws InterruptedException {
        firstAttempt.await();
    }

    CompletableFuture<Answer> score(List<String> items, Duration timeout) {
        MicroBatcher current = batcher;
        return current == null
                ? CompletableFuture.completedFuture(Answer.withoutModel())
                : current.submit(items, timeout);
    }

    Answer fallback(List<String> items, FallbackReason reason) {
        MicroBatcher current = batcher;
        return current == null
                ? Answer.withoutModel()
                : Answer.fallback(current.model(), items, reason);
    }

    boolean knows(String itemId) {
        MicroBatcher current = batcher;
        return current != null && current.model().scorer().items().contains(itemId);
    }

    void release() {
        synchronized (HOSTS) {
            leases--;
            if (leases > 0) {
                return;
            }
            HOSTS.remove(source);
        }
        close();
    }

    private void close() {
        MicroBatcher current;
        synchronized (this) {
            closed.countDown();
            current = batcher;
            batcher = null;
        }
        if (current != null) {
            current.close();
            LOG.info("Closed model {}", current.model().scorer().version());
        }
    }

    private void loadUntilThereIsOne() {
        try {
            while (!tryLoad()) {
                firstAttempt.countDown();
                if (closed.await(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.warn(
                    "The thread that loads {} was interrupted; no model will be loaded", source, e);
        } finally {
            firstAttempt.countDown();
        }
    }

    private boolean tryLoad() {
        try {
            publish(source.load());
            return true;
        } catch (RuntimeException | Error e) { // natives that do not load, memory that is short
            if (loadErrors.opens()) {
                LOG.error(
                        "No model is loaded from {}; clicks are answered without items until there"
                                + " is one. Looking again every {} ms. Cause: {}",
                        source,
                        settings.pollInterval().toMillis(),
                        e.getMessage(),
                        e);
            }
            return false;
        }
    }

    private synchronized void publish(LoadedModel model) {
        if (closed.getCount() == 0) {
            model.close();
            return;
        }
        batcher = new MicroBatcher(model, settings, metrics);
        LOG.info(
                "Model {} ({}) answers, {} items",
                model.scorer().version(),
                model.scorer().variant(),
                model.scorer().items().size());
    }
}
