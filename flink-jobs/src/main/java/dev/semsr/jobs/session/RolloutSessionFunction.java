package dev.semsr.jobs.session;

import dev.semsr.core.session.SessionLimits;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.scoring.ModelHost;
import dev.semsr.jobs.scoring.ModelHosting;
import dev.semsr.jobs.scoring.ModelLease;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.schemas.Click;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the sessions and each one's model version, by the rollouts that are broadcast to it. The
 * state and its timers are those of {@link SessionFunction}: a savepoint of either goes on in the
 * other.
 *
 * <p>What a rollout says counts when its versions are loaded in this process; until then sessions
 * are given what answers already. The topic is the memory of the rollouts, not Flink's state: a
 * process reads the last one before its first click.
 */
public final class RolloutSessionFunction
        extends KeyedBroadcastProcessFunction<String, Click, IssuedRollout, ScoringRequest> {

    /** Flink wants a broadcast stream to have a state; nothing is kept in this one. */
    public static final MapStateDescriptor<String, String> BROADCAST_STATE =
            new MapStateDescriptor<>("rollouts", Types.STRING, Types.STRING);

    private static final long serialVersionUID = 1L;

    private final SessionLimits limits;
    private final SessionExpiry expiry;
    private final ModelHosting hosting;
    private transient SessionKeeper keeper;
    private transient ModelLease lease;

    /**
     * Keeps sessions.
     *
     * @param limits how much is remembered of a session
     * @param retention how long a session without a click is kept, by the job's clock
     * @param hosting what the process needs to host the versions
     */
    public RolloutSessionFunction(SessionLimits limits, Duration retention, ModelHosting hosting) {
        this.limits = limits;
        this.expiry = new SessionExpiry(retention);
        this.hosting = hosting;
    }

    /** Waits until it is known which versions answer. */
    @Override
    public void open(OpenContext context) throws InterruptedException {
        lease = ModelHost.acquire(hosting);
        lease.awaitFirstAttempt();
        keeper = new SessionKeeper(getRuntimeContext(), limits, expiry, lease::assign);
    }

    @Override
    public void processElement(Click click, ReadOnlyContext context, Collector<ScoringRequest> out)
            throws IOException {
        keeper.click(click, context.timerService(), out);
    }

    @Override
    public void processBroadcastElement(
            IssuedRollout rollout, Context context, Collector<ScoringRequest> out) {
        lease.follow(rollout);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoringRequest> out)
            throws IOException {
        keeper.timer(timestamp, context.timerService());
    }

    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }
}
