package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** Asks the model of this process. Every request is answered: by the model or by a fallback. */
public final class ScoringFunction extends RichAsyncFunction<ScoringRequest, ScoredRequest> {

    private static final long serialVersionUID = 1L;

    private final ModelHosting hosting;
    private final Duration timeout;
    private transient ModelLease lease;

    /**
     * Asks a model.
     *
     * @param hosting what the process needs to host the model
     * @param timeout after which the operator gives the fallback instead
     */
    public ScoringFunction(ModelHosting hosting, Duration timeout) {
        this.hosting = hosting;
        this.timeout = timeout;
    }

    /** Waits for the model, so that the first clicks are not answered without one. */
    @Override
    public void open(OpenContext context) throws InterruptedException {
        lease = ModelHost.acquire(hosting);
        lease.registerMetrics(getRuntimeContext().getMetricGroup());
        lease.awaitFirstAttempt();
    }

    @Override
    public void asyncInvoke(ScoringRequest request, ResultFuture<ScoredRequest> result) {
        switch (request.getPath()) {
            case MODEL -> {
                var unused = // every way ends in the result; the future never fails
                        lease.score(request, timeout)
                                .thenAccept(answer -> complete(request, answer, result));
            }
            case RATE_LIMITED ->
                    complete(request, fallback(request, FallbackReason.RATE_LIMIT), result);
            case OVERLOADED ->
                    complete(request, fallback(request, FallbackReason.OVERLOAD), result);
            case EMPTY -> complete(request, empty(request), result);
        }
    }

    @Override
    public void timeout(ScoringRequest request, ResultFuture<ScoredRequest> result) {
        complete(request, fallback(request, FallbackReason.TIMEOUT), result);
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    private Answer fallback(ScoringRequest request, FallbackReason reason) {
        return lease.fallback(request, reason);
    }

    private Answer empty(ScoringRequest request) {
        Answer loaded = lease.fallback(request, FallbackReason.NO_MODEL);
        return new Answer(List.of(), loaded.modelVersion(), loaded.variant(), null);
    }

    private void complete(
            ScoringRequest request, Answer answer, ResultFuture<ScoredRequest> result) {
        boolean known = request.getPath() == ScoringPath.EMPTY || lease.knows(request);
        result.complete(List.of(new ScoredRequest(request, answer, known)));
    }
}
