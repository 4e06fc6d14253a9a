package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.ScoredItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts requests together for the device without making any of them wait: what has queued while the
 * device was busy is the next batch. One thread calls the device; it also closes the model.
 */
final class MicroBatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MicroBatcher.class);
    private static final Request STOP = new Request(List.of(), 0, 0, null);

    private final LoadedModel model;
    private final BatchingSettings settings;
    private final ScoringMetrics metrics;
    private final BlockingQueue<Request> queue;
    private final LogThrottle deviceErrors = new LogThrottle(Duration.ofSeconds(30));
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean retired;
    private volatile Runnable whenFreed = () -> {};

    MicroBatcher(LoadedModel model, BatchingSettings settings, ScoringMetrics metrics) {
        this.model = model;
        this.settings = settings;
        this.metrics = metrics;
        this.queue = new LinkedBlockingQueue<>(settings.queueCapacity());
        this.thread = HostThreads.start("semsr-scoring", this::run);
    }

    /** The model that answers. */
    LoadedModel model() {
        return model;
    }

    /** The model's version without its name. */
    String versionName() {
        return model.versionName();
    }

    /** Requests that wait. */
    int queueDepth() {
        return queue.size();
    }

    /**
     * Asks the model.
     *
     * @param items items of the session, oldest first
     * @param timeout after which nobody wants the answer any more
     * @return completes with the model's answer or a labelled fallback, never exceptionally; empty
     *     if the version is retired: another one is to be asked
     */
    Optional<CompletableFuture<Answer>> submit(List<String> items, Duration timeout) {
        if (retired) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        Request request =
                new Request(items, now, now + timeout.toNanos(), new CompletableFuture<>());
        if (closed || !queue.offer(request)) {
            request.future.complete(Answer.fallback(model, items, FallbackReason.OVERLOAD));
        } else if ((closed || retired) && queue.remove(request)) {
            if (retired) {
                return Optional.empty();
            }
            request.future.complete(Answer.fallback(model, items, FallbackReason.NO_MODEL));
        }
        return Optional.of(request.future);
    }

    /**
     * Takes nothing more, lets the model answer what waits, then closes it. Returns at once.
     *
     * @param afterwards called when the model's memory is given back
     */
    void retire(Runnable afterwards) {
        whenFreed = afterwards;
        retired = true;
        // Only wakes the thread: if there is no room for it, the thread is awake.
        boolean unused = queue.offer(STOP);
    }

    /** Answers what waits by the fallback and closes the model after the running call. */
    @Override
    public void close() {
        closed = true;
        try {
            queue.put(STOP);
            thread.join();
        } catch (InterruptedException e) { // the thread goes on by itself and closes the model
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Request> batch = new ArrayList<>(settings.maxBatch());
        try {
            while (!closed && !(retired && queue.isEmpty())) {
                batch.add(queue.take());
                queue.drainTo(batch, settings.maxBatch() - 1);
                answer(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            LOG.warn("The scoring thread was interrupted; the model is closed", e);
            closed = true;
        } finally {
            closed = true; // however it ended: nobody may queue for a thread that is gone
            queue.drainTo(batch);
            batch.removeIf(Request::isStop);
            batch.forEach(request -> complete(request, FallbackReason.NO_MODEL));
            free();
        }
    }

    private void free() {
        try {
            model.close();
            LOG.info("Model {} is closed", model.scorer().version());
        } finally {
            whenFreed.run();
        }
    }

    private void answer(List<Request> batch) {
        List<Request> wanted = new ArrayList<>(batch.size());
        long now = System.nanoTime();
        for (Request request : batch) {
            if (request.isStop()) {
                continue;
            }
            if (request.deadlineNanos - now < 0) {
                complete(request, FallbackReason.TIMEOUT);
            } else {
                wanted.add(request);
            }
        }
        if (!wanted.isEmpty()) {
            score(wanted);
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void score(List<Request> batch) {
        metrics.batch(batch.size());
        List<List<ScoredItem>> scored;
        try {
            scored =
                    model.scorer().recommend(batch.stream().map(Request::items).toList(), k(batch));
            if (scored.size() != batch.size()) {
                throw new IllegalStateException(
                        scored.size() + " answers to " + batch.size() + " sessions");
            }
        } catch (Throwable e) { // whatever it is: this thread is the only one and must go on
            logDeviceError(batch.size(), e);
            batch.forEach(request -> complete(request, FallbackReason.DEVICE_ERROR));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            complete(batch.get(i), answerOf(batch.get(i), scored.get(i)));
        }
    }

    private int k(List<Request> batch) {
        int longest = batch.stream().mapToInt(r -> new HashSet<>(r.items).size()).max().orElse(0);
        return settings.topK() + longest;
    }

    private Answer answerOf(Request request, List<ScoredItem> scored) {
        return new Answer(
                Recommender.candidates(scored, model.fallback(), request.items),
                model.scorer().version(),
                model.scorer().variant(),
                scored.isEmpty() ? FallbackReason.UNKNOWN_ITEMS : null);
    }

    private void complete(Request request, FallbackReason reason) {
        complete(request, Answer.fallback(model, request.items, reason));
    }

    private void complete(Request request, Answer answer) {
        metrics.answered(request.submittedNanos);
        request.future.complete(answer);
    }

    private void logDeviceError(int sessions, Throwable cause) {
        if (deviceErrors.opens()) {
            LOG.error(
                    "Model {} failed on a batch of {} sessions; they are answered by the fallback"
                            + " (reason '{}'). If this goes on, restart the process; such errors"
                            + " are logged at most every 30 s.",
                    model.scorer().version(),
                    sessions,
                    FallbackReason.DEVICE_ERROR.label(),
                    cause);
        }
    }

    private record Request(
            List<String> items,
            long submittedNanos,
            long deadlineNanos,
            CompletableFuture<Answer> future) {

        /** Whether this is no request but the end of them. */
        boolean isStop() {
            return future == null;
        }
    }
}
