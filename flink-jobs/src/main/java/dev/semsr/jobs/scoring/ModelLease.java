package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.jobs.rollout.IssuedRollout;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right of one user to the models of a {@link ModelHost}, until it is closed. */
public final class ModelLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelLease.class);
    private static final LogThrottle DETAIL_ERRORS = new LogThrottle(Duration.ofSeconds(30));

    private final ModelHost host;
    private final AtomicBoolean released = new AtomicBoolean();

    ModelLease(ModelHost host) {
        this.host = host;
    }

    /** Waits until what is to answer first is loaded, or could not be loaded for the first time. */
    public void awaitFirstAttempt() throws InterruptedException {
        host.awaitFirstAttempt();
    }

    /** Whether a model is loaded. */
    public boolean isLoaded() {
        return host.isLoaded();
    }

    /** How many versions are loaded. */
    public int loadedVersions() {
        return host.loadedVersions();
    }

    /** Tells the host of a rollout; it is followed in the background. */
    public void follow(IssuedRollout rollout) {
        host.follow(rollout);
    }

    /**
     * The version that answers a session from now on.
     *
     * @param sessionId the session
     * @param kept the version that it has had so far; null if none
     * @return version without the model's name; null while no rollout is followed
     */
    public String assign(String sessionId, String kept) {
        return host.assign(sessionId, kept);
    }

    /**
     * Asks the version that the request is assigned to.
     *
     * @param timeout after which nobody wants the answer any more
     * @return completes with the model's answer or a labelled fallback; never exceptionally
     */
    public CompletableFuture<Answer> score(ScoringRequest request, Duration timeout) {
        return host.score(request, timeout);
    }

    /** Whether a version only scores along. */
    boolean hasShadows() {
        return host.hasShadows();
    }

    /**
     * Asks the versions that only score along.
     *
     * @param timeout after which nobody wants the answer any more
     * @return one answer a shadow; never exceptionally
     */
    List<CompletableFuture<Answer>> shadows(ScoringRequest request, Duration timeout) {
        return host.shadows(request, timeout);
    }

    /**
     * What the ladder of the request's version says; no items if none is loaded.
     *
     * @param reason why the model is not asked
     */
    public Answer fallback(ScoringRequest request, FallbackReason reason) {
        return host.fallback(request, reason);
    }

    /**
     * The ladder of a version, with what is known of its items; that of another loaded version if
     * this one is no longer, the empty one if none is.
     *
     * @param modelVersion name and version of the model
     */
    public FallbackLadder ladder(String modelVersion) {
        LoadedModel model = host.model(modelVersion);
        return model == null ? FallbackLadder.EMPTY : model.fallback();
    }

    /**
     * Vectors by which items can be compared, as a version has them; none while it is being closed
     * or its device fails, which the log says.
     *
     * @param modelVersion name and version of the model
     */
    public Map<String, float[]> vectors(String modelVersion, Collection<String> itemIds) {
        LoadedModel model = host.model(modelVersion);
        return model == null
                ? Map.of()
                : detail("vectors", modelVersion, () -> model.scorer().vectors(itemIds));
    }

    /**
     * How a version spreads its attention over the clicked items of a session; none if the version
     * has no attention or is not loaded any more, while it is being closed, or if its device fails,
     * which the log says.
     *
     * @param modelVersion name and version of the model
     * @param session clicked items, oldest first
     */
    public Map<String, Double> attention(String modelVersion, List<String> session) {
        LoadedModel model = host.model(modelVersion);
        return model == null || !model.scorer().version().equals(modelVersion)
                ? Map.of() // another version attends to something else
                : detail("attention", modelVersion, () -> model.scorer().attention(session));
    }

    /** What a list can do without: diversity and explanations. */
    private static <T> Map<String, T> detail(
            String name, String modelVersion, Supplier<Map<String, T>> asked) {
        try {
            return asked.get();
        } catch (RuntimeException e) { // a list without it is better than none
            if (DETAIL_ERRORS.opens()) {
                LOG.warn(
                        "Model {} gives no {}; lists are made without. Logged at most every 30 s.",
                        modelVersion,
                        name,
                        e);
            }
            return Map.of();
        }
    }

    /** Whether the request's version knows the clicked item. */
    public boolean knows(ScoringRequest request) {
        return host.knows(request);
    }

    /** How many versions were refused in this process for a kind of reason. */
    public long refusals(VersionRefusedException.Kind kind) {
        return host.metrics().refusals(kind);
    }

    /** Shows the host's metrics in a group. */
    public void registerMetrics(MetricGroup group) {
        host.metrics().register(group, host);
    }

    /** Gives the lease back; the last one closes the models. */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            host.release();
        }
    }
}
