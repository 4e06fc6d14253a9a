package dev.semsr.jobs.archive;

import dev.semsr.core.archive.ArchiveLimits;
import dev.semsr.core.archive.ArchiveOutcome;
import dev.semsr.core.archive.ArchiveRules;
import dev.semsr.core.session.SessionRules;
import dev.semsr.jobs.metrics.LabelledCounters;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.OpenSession;
import dev.semsr.schemas.SessionErasure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the sessions that are open, by the {@link ArchiveRules}, and lets go of them when they have
 * ended: by event time, or by the job's clock where event time stands still.
 *
 * <p>A timer that comes too early, as more clicks have followed, sets itself anew; so a click need
 * not move it. There is no state TTL: what it drops would be lost to the archive.
 */
public final class SessionArchiver extends KeyedProcessFunction<String, Click, ArchivedSession> {

    /** Name of the state: part of every savepoint. */
    public static final String STATE = "open-session";

    /** The way out for wishes to be forgotten. */
    public static final OutputTag<SessionErasure> ERASURES =
            new OutputTag<>("erasures", new AvroTypeInfo<>(SessionErasure.class));

    private static final long serialVersionUID = 1L;

    private final ArchiveLimits limits;
    private final long backstopMillis;

    private transient ArchiveRules rules;
    private transient ValueState<OpenSession> open;
    private transient LabelledCounters clicks;
    private transient Counter archived;

    /**
     * Archives sessions.
     *
     * @param limits when a session has ended
     * @param backstop how long a session may be silent, by the job's clock
     */
    public SessionArchiver(ArchiveLimits limits, Duration backstop) {
        this.limits = limits;
        this.backstopMillis = backstop.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        rules = new ArchiveRules(limits);
        open =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        STATE, new AvroTypeInfo<>(OpenSession.class)));
        var metrics = getRuntimeContext().getMetricGroup();
        clicks = new LabelledCounters(metrics, "archiveClicks", "effect");
        archived = metrics.counter("archivedSessions");
    }

    @Override
    public void processElement(Click click, Context context, Collector<ArchivedSession> out)
            throws IOException {
        OpenSession before = open.value();
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        ArchiveOutcome outcome = rules.apply(before, SessionRules.dated(click, now), now);
        clicks.inc(outcome.effect().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        outcome.ended().forEach(session -> archive(session, out));
        if (outcome.erasure() != null) {
            context.output(ERASURES, outcome.erasure());
        }
        if (outcome.open() != before) {
            remember(before, outcome.open(), context.timerService());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ArchivedSession> out)
            throws IOException {
        OpenSession session = open.value();
        if (session == null) {
            return;
        }
        boolean byEventTime = context.timeDomain() == TimeDomain.EVENT_TIME;
        long due = byEventTime ? eventTimeEnd(session) : clockEnd(session);
        if (due <= timestamp) {
            archive(rules.ended(context.getCurrentKey(), session), out);
            open.clear();
        } else if (byEventTime) {
            context.timerService().registerEventTimeTimer(due);
        } else {
            context.timerService().registerProcessingTimeTimer(due);
        }
    }

    private void remember(OpenSession before, OpenSession after, TimerService timers)
            throws IOException {
        if (after == null) {
            open.clear();
            return;
        }
        open.update(after);
        if (before == null || !before.getFirstArrivalTime().equals(after.getFirstArrivalTime())) {
            timers.registerEventTimeTimer(eventTimeEnd(after));
            timers.registerProcessingTimeTimer(clockEnd(after));
        }
    }

    private void archive(ArchivedSession session, Collector<ArchivedSession> out) {
        archived.inc();
        out.collect(session);
    }

    private long eventTimeEnd(OpenSession session) {
        return rules.end(session).toEpochMilli();
    }

    private long clockEnd(OpenSession session) {
        return session.getLastArrivalTime().toEpochMilli() + backstopMillis;
    }
}
