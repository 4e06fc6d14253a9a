package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks the versions that only score along. It never makes anybody wait: a request that finds too
 * many before it is dropped and counted, and so is what a version did not answer in time.
 */
public final class ShadowFunction extends RichAsyncFunction<ScoringRequest, ScoredRequest> {

    private static final long serialVersionUID = 1L;

    private final ModelHosting hosting;
    private final Duration timeout;
    private final int capacity;
    private transient ModelLease lease;
    private transient AtomicInteger waiting;
    private transient AtomicLong dropped;

    /**
     * Asks shadows.
     *
     * @param hosting what the process needs to host the versions
     * @param timeout after which an answer is of no use any more
     * @param capacity requests that may wait for the shadows in one subtask
     */
    public ShadowFunction(ModelHosting hosting, Duration timeout, int capacity) {
        this.hosting = hosting;
        this.timeout = timeout;
        this.capacity = capacity;
    }

    @Override
    public void open(OpenContext context) {
        lease = ModelHost.acquire(hosting);
        waiting = new AtomicInteger();
        dropped = new AtomicLong();
        getRuntimeContext().getMetricGroup().gauge("shadowDropped", dropped::get);
        getRuntimeContext().getMetricGroup().gauge("shadowWaiting", waiting::get);
    }

    @Override
    public void asyncInvoke(ScoringRequest request, ResultFuture<ScoredRequest> result) {
        if (request.getPath() != ScoringPath.MODEL || !lease.hasShadows()) {
            result.complete(List.of());
        } else if (waiting.get() >= capacity) {
            drop(result);
        } else {
            ask(request, result);
        }
    }

    /** The version goes on with the request; its place is free again when it is done. */
    @Override
    public void timeout(ScoringRequest request, ResultFuture<ScoredRequest> result) {
        drop(result);
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    private void ask(ScoringRequest request, ResultFuture<ScoredRequest> result) {
        waiting.incrementAndGet();
        List<CompletableFuture<Answer>> answers = lease.shadows(request, timeout);
        var unused = // the futures never fail
                CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                        .thenRun(
                                () -> {
                                    waiting.decrementAndGet();
                                    result.complete(useful(request, answers));
                                });
    }

    private List<ScoredRequest> useful(
            ScoringRequest request, List<CompletableFuture<Answer>> answers) {
        List<ScoredRequest> useful = new ArrayList<>(answers.size());
        for (CompletableFuture<Answer> future : answers) {
            Answer answer = future.join();
            if (answer.fallback() == null || answer.fallback() == FallbackReason.UNKNOWN_ITEMS) {
                useful.add(new ScoredRequest(request, answer, true));
            } else {
                dropped.incrementAndGet();
            }
        }
        return useful;
    }

    private void drop(ResultFuture<ScoredRequest> result) {
        dropped.incrementAndGet();
        result.complete(List.of());
    }
}
