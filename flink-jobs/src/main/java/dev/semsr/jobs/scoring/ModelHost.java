package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.rollout.RolloutChannel;
import dev.semsr.jobs.rollout.StatusReporter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The one place in a process where the versions of a model are loaded: all slots of a TaskManager
 * share it. They are loaded in the background when the first lease is taken, changed as rollouts
 * say, and closed when the last lease is given back.
 *
 * <p>Without a model the host goes on: it says why, looks again, and meanwhile answers without
 * items.
 */
public final class ModelHost {

    private static final Map<Key, ModelHost> HOSTS = new HashMap<>();

    private final Key key;
    private final ScoringMetrics metrics = new ScoringMetrics();
    private final StatusReporter reporter;
    private final RolloutFollower follower;
    private int leases;

    private ModelHost(Key key, ModelHosting hosting) {
        this.key = key;
        this.reporter = hosting.rollouts().reporter();
        VersionReports reports = new VersionReports(reporter);
        this.follower =
                new RolloutFollower(
                        hosting,
                        new VersionLoader(hosting.source(), hosting.settings(), metrics, reports),
                        reports);
    }

    private record Key(ModelSource source, RolloutChannel rollouts) {}

    /** Takes a lease on the versions of a model; the first one starts to load them. */
    public static ModelLease acquire(ModelHosting hosting) {
        Key key = new Key(hosting.source(), hosting.rollouts());
        synchronized (HOSTS) {
            ModelHost host = HOSTS.get(key);
            if (host == null) {
                host = new ModelHost(key, hosting);
                HOSTS.put(key, host);
                HostThreads.start("semsr-model-loader", host.follower::run);
            }
            host.leases++;
            return new ModelLease(host);
        }
    }

    /** Whether a model is loaded. */
    boolean isLoaded() {
        return !follower.serving().isEmpty();
    }

    /** How many versions are loaded. */
    int loadedVersions() {
        return follower.serving().versions().size();
    }

    /** When the rollout was ordered that is followed, in milliseconds; 0 without one. */
    long rolloutIssuedAt() {
        Serving serving = follower.serving();
        return serving.rollout() == null ? 0 : serving.rollout().issuedAt().toEpochMilli();
    }

    /** Vectors of the catalogue that the loaded versions refused. */
    long refusedVectors() {
        return follower.serving().versions().values().stream()
                .mapToLong(batcher -> batcher.model().refusedVectors().getAsLong())
                .sum();
    }

    /** Requests that wait for the device. */
    int queueDepth() {
        return follower.serving().versions().values().stream()
                .mapToInt(MicroBatcher::queueDepth)
                .sum();
    }

    ScoringMetrics metrics() {
        return metrics;
    }

    void awaitFirstAttempt() throws InterruptedException {
        follower.awaitFirstAttempt();
    }

    void follow(IssuedRollout rollout) {
        follower.follow(rollout);
    }

    String assign(String sessionId, String kept) {
        return follower.serving().assign(sessionId, kept);
    }

    CompletableFuture<Answer> score(ScoringRequest request, Duration timeout) {
        while (true) { // a version that is retired at this moment is no longer served the next
            MicroBatcher batcher = batcher(request);
            if (batcher == null) {
                return CompletableFuture.completedFuture(Answer.withoutModel());
            }
            Optional<CompletableFuture<Answer>> answer =
                    batcher.submit(request.getItems(), timeout);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    boolean hasShadows() {
        return !follower.serving().shadows().isEmpty();
    }

    /** What each shadow says; one that is retired at this moment says nothing. */
    List<CompletableFuture<Answer>> shadows(ScoringRequest request, Duration timeout) {
        return follower.serving().shadows().stream()
                .flatMap(shadow -> shadow.submit(request.getItems(), timeout).stream())
                .toList();
    }

    Answer fallback(ScoringRequest request, FallbackReason reason) {
        MicroBatcher batcher = batcher(request);
        return batcher == null
                ? Answer.withoutModel()
                : Answer.fallback(batcher.model(), request.getItems(), reason);
    }

    /** A loaded version by its full name, or any that is loaded; null if none is. */
    LoadedModel model(String modelVersion) {
        LoadedModel any = null;
        for (MicroBatcher batcher : follower.serving().versions().values()) {
            any = batcher.model();
            if (any.scorer().version().equals(modelVersion)) {
                return any;
            }
        }
        return any;
    }

    boolean knows(ScoringRequest request) {
        MicroBatcher batcher = batcher(request);
        return batcher != null && batcher.model().scorer().items().contains(request.getItemId());
    }

    private MicroBatcher batcher(ScoringRequest request) {
        return follower.serving().route(request.getSessionId(), request.getVersion());
    }

    void release() {
        synchronized (HOSTS) {
            leases--;
            if (leases > 0) {
                return;
            }
            HOSTS.remove(key);
        }
        follower.close();
        reporter.close();
    }
}
