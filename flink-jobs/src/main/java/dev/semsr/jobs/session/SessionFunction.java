package dev.semsr.jobs.session;

import dev.semsr.core.ranking.ClickLists;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.core.session.SessionOutcome;
import dev.semsr.core.session.SessionRules;
import dev.semsr.jobs.scoring.ScoringPath;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SessionState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the sessions: applies the {@link SessionRules} to Flink's keyed state.
 *
 * <p>Each remembered session has exactly one timer, by processing time, that forgets it; state TTL
 * does the same once more, for state whose timer was lost.
 */
public final class SessionFunction extends KeyedProcessFunction<String, Click, ScoringRequest> {

    /** Name of the state: part of every savepoint. */
    public static final String STATE = "session";

    private static final long serialVersionUID = 1L;

    private final SessionLimits limits;
    private final SessionExpiry expiry;

    private transient SessionRules rules;
    private transient ValueState<SessionState> sessions;
    private transient Counter clicks;
    private transient Counter duplicates;
    private transient Counter fromTheFuture;
    private transient Counter rateLimited;
    private transient Counter erased;
    private transient Counter expired;

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
        rules = new SessionRules(limits);
        var descriptor = new ValueStateDescriptor<>(STATE, new AvroTypeInfo<>(SessionState.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(expiry.timeToLive()).build());
        sessions = getRuntimeContext().getState(descriptor);
        var metrics = getRuntimeContext().getMetricGroup();
        clicks = metrics.counter("clicks");
        duplicates = metrics.counter("duplicates");
        fromTheFuture = metrics.counter("clicksFromTheFuture");
        rateLimited = metrics.counter("rateLimited");
        erased = metrics.counter("erasedSessions");
        expired = metrics.counter("expiredSessions");
    }

    @Override
    public void processElement(Click click, Context context, Collector<ScoringRequest> out)
            throws IOException {
        clicks.inc();
        TimerService timers = context.timerService();
        SessionState before = sessions.value();
        Instant now = Instant.ofEpochMilli(timers.currentProcessingTime());
        if (SessionRules.isFromTheFuture(click, now)) {
            fromTheFuture.inc();
        }
        SessionOutcome outcome = rules.apply(before, click, now);
        if (outcome.stateChanged()) {
            store(before, outcome.state(), timers);
        }
        switch (outcome.reply()) {
            case DUPLICATE -> duplicates.inc();
            case MODEL -> out.collect(request(click, outcome, ScoringPath.MODEL));
            case RATE_LIMITED -> {
                rateLimited.inc();
                out.collect(request(click, outcome, ScoringPath.RATE_LIMITED));
            }
            case ERASED -> {
                erased.inc();
                out.collect(request(click, outcome, ScoringPath.EMPTY));
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoringRequest> out)
            throws IOException {
        SessionState state = sessions.value();
        if (state == null) {
            return;
        }
        long due = expiry.timerOf(state);
        if (due <= timestamp) {
            sessions.clear();
            expired.inc();
        } else { // set by a run with another retention
            context.timerService().registerProcessingTimeTimer(due);
        }
    }

    private void store(SessionState before, SessionState after, TimerService timers)
            throws IOException {
        if (before != null && (after == null || expiry.timerOf(before) != expiry.timerOf(after))) {
            timers.deleteProcessingTimeTimer(expiry.timerOf(before));
        }
        if (after == null) {
            sessions.clear();
        } else {
            sessions.update(after);
            timers.registerProcessingTimeTimer(expiry.timerOf(after));
        }
    }

    private static ScoringRequest request(Click click, SessionOutcome outcome, ScoringPath path) {
        return new ScoringRequest(
                click.getSessionId(),
                click.getEventId(),
                click.getItemId(),
                click.getEventTime(),
                outcome.sequence(),
                outcome.items(),
                path,
                outcome.purchasedItems(),
                click.getContext().get(ClickLists.ALLOW),
                click.getContext().get(ClickLists.DENY));
    }
}
