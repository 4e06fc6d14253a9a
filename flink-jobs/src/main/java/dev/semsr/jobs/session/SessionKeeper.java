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
import java.time.Instant;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Applies the {@link SessionRules} to Flink's keyed state, for the session of the current key.
 *
 * <p>Each remembered session has exactly one timer, by processing time, that forgets it; state TTL
 * does the same once more, for state whose timer was lost.
 */
final class SessionKeeper {

    private final SessionExpiry expiry;
    private final SessionRules rules;
    private final VersionChoice versions;
    private final ValueState<SessionState> sessions;
    private final Counter clicks;
    private final Counter duplicates;
    private final Counter fromTheFuture;
    private final Counter rateLimited;
    private final Counter erased;
    private final Counter expired;

    SessionKeeper(
            RuntimeContext context,
            SessionLimits limits,
            SessionExpiry expiry,
            VersionChoice versions) {
        this.expiry = expiry;
        this.rules = new SessionRules(limits);
        this.versions = versions;
        sessions = context.getState(expiry.state());
        var metrics = context.getMetricGroup();
        clicks = metrics.counter("clicks");
        duplicates = metrics.counter("duplicates");
        fromTheFuture = metrics.counter("clicksFromTheFuture");
        rateLimited = metrics.counter("rateLimited");
        erased = metrics.counter("erasedSessions");
        expired = metrics.counter("expiredSessions");
    }

    /** Chooses the model version of a session. */
    @FunctionalInterface
    interface VersionChoice {

        /**
         * Chooses.
         *
         * @param sessionId the session
         * @param kept the version that it has had so far; null if none
         * @return null if there is nothing to choose
         */
        String choose(String sessionId, String kept);
    }

    /** Applies a click and lets the request out that it leads to. */
    void click(Click click, TimerService timers, Collector<ScoringRequest> out) throws IOException {
        clicks.inc();
        SessionState before = sessions.value();
        Instant now = Instant.ofEpochMilli(timers.currentProcessingTime());
        if (SessionRules.isFromTheFuture(click, now)) {
            fromTheFuture.inc();
        }
        SessionOutcome outcome = rules.apply(before, click, now);
        String version = version(click, outcome);
        if (outcome.stateChanged()) {
            store(before, outcome.state(), timers);
        }
        switch (outcome.reply()) {
            case DUPLICATE -> duplicates.inc();
            case MODEL -> out.collect(request(click, outcome, ScoringPath.MODEL, version));
            case RATE_LIMITED -> {
                rateLimited.inc();
                out.collect(request(click, outcome, ScoringPath.RATE_LIMITED, version));
            }
            case ERASED -> {
                erased.inc();
                out.collect(request(click, outcome, ScoringPath.EMPTY, version));
            }
        }
    }

    /** Forgets the session if its time has come. */
    void timer(long timestamp, TimerService timers) throws IOException {
        SessionState state = sessions.value();
        if (state == null) {
            return;
        }
        long due = expiry.timerOf(state);
        if (due <= timestamp) {
            sessions.clear();
            expired.inc();
        } else { // set by a run with another retention
            timers.registerProcessingTimeTimer(due);
        }
    }

    /** The session's version; what is remembered of the session says it from now on. */
    private String version(Click click, SessionOutcome outcome) {
        SessionState state = outcome.state();
        String kept = state == null ? null : state.getVariant();
        String version = versions.choose(click.getSessionId(), kept);
        if (outcome.stateChanged() && state != null && version != null) {
            state.setVariant(version);
        }
        return version;
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

    private static ScoringRequest request(
            Click click, SessionOutcome outcome, ScoringPath path, String version) {
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
                click.getContext().get(ClickLists.DENY),
                version);
    }
}
