package dev.semsr.jobs.scoring;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps latency bounded when more clicks come than the model can answer, or when a backlog is to be
 * caught up: a click that has waited for too long is answered by the fallback, which costs next to
 * nothing, and the model goes on with younger ones.
 *
 * <p>How long a click has waited is counted from the time stamp of its Kafka record.
 */
public final class OverloadGate extends ProcessFunction<ScoringRequest, ScoringRequest> {

    private static final long serialVersionUID = 1L;

    private final long patienceMillis;
    private transient Counter overloaded;

    /**
     * A gate.
     *
     * @param patience how old a click may be and still go to the model
     */
    public OverloadGate(Duration patience) {
        this.patienceMillis = patience.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        overloaded = getRuntimeContext().getMetricGroup().counter("overloaded");
    }

    @Override
    public void processElement(
            ScoringRequest request, Context context, Collector<ScoringRequest> out) {
        Long arrival = context.timestamp();
        long now = context.timerService().currentProcessingTime();
        if (request.getPath() == ScoringPath.MODEL
                && arrival != null
                && now - arrival > patienceMillis) {
            overloaded.inc();
            request.setPath(ScoringPath.OVERLOADED);
        }
        out.collect(request);
    }
}
