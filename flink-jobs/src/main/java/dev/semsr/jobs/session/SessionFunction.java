package dev.semsr.jobs.session;

import dev.semsr.core.session.SessionLimits;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.schemas.Click;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the sessions, in a job that follows no rollouts: one version answers all. */
public final class SessionFunction extends KeyedProcessFunction<String, Click, ScoringRequest> {

    /** Name of the state: part of every savepoint. */
    public static final String STATE = "session";

    private static final long serialVersionUID = 1L;

    private final SessionLimits limits;
    private final SessionExpiry expiry;
    private transient SessionKeeper keeper;

    /**
     * Keeps sessions.
     *
     * @param limits how much is remembered of a session
     * @param retention how long a session without a click is kept, by the job's clock
     */
    public SessionFunction(SessionLimits limits, Duration retention) {
        this.limits = limits;
        this.expiry = new SessionExpiry(retention);
    }

    @Override
    public void open(OpenContext context) {
        keeper = new SessionKeeper(getRuntimeContext(), limits, expiry, (session, kept) -> null);
    }

    @Override
    public void processElement(Click click, Context context, Collector<ScoringRequest> out)
            throws IOException {
        keeper.click(click, context.timerService(), out);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoringRequest> out)
            throws IOException {
        keeper.timer(timestamp, context.timerService());
    }
}
