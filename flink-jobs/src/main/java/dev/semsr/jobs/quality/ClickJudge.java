package dev.semsr.jobs.quality;

import dev.semsr.core.quality.Judgement;
import dev.semsr.core.quality.ListJudge;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the clicks of a session with its lists. A click waits until event time has passed it in
 * both topics, as the list before it may still be on its way; where event time stands still, it
 * waits for a while by the job's clock.
 *
 * <p>Of a session without consent nothing is kept, so nothing of it is judged.
 */
public final class ClickJudge
        extends KeyedCoProcessFunction<String, Recommendation, Click, Judgement> {

    private static final long serialVersionUID = 1L;
    private static final int LISTS = 10;
    private static final int EVENTS = 50;

    private final int cutoff;
    private final long backstopMillis;
    private final Duration retention;

    private transient ListJudge judge;
    private transient ListState<Recommendation> lists;
    private transient ListState<Tuple2<Long, Click>> waiting;
    private transient ListState<String> judged;
    private transient Counter withoutList;

    /**
     * Judges clicks.
     *
     * @param cutoff how many items of a list count
     * @param backstop how long a click waits at most, by the job's clock
     * @param retention how long a session without a click is kept
     */
    public ClickJudge(int cutoff, Duration backstop, Duration retention) {
        this.cutoff = cutoff;
        this.backstopMillis = backstop.toMillis();
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        judge = new ListJudge(cutoff);
        lists = state("lists", new AvroTypeInfo<>(Recommendation.class));
        waiting = state("waiting", Types.TUPLE(Types.LONG, new AvroTypeInfo<>(Click.class)));
        judged = state("judged", Types.STRING);
        withoutList = getRuntimeContext().getMetricGroup().counter("clicksWithoutList");
    }

    @Override
    public void processElement1(Recommendation list, Context context, Collector<Judgement> out)
            throws Exception {
        if (list.getSequence() == 0 || list.getItems().isEmpty()) {
            return;
        }
        List<Recommendation> all = all(lists);
        if (all.stream()
                .noneMatch(l -> l.getRecommendationId().equals(list.getRecommendationId()))) {
            all.add(list);
            all.sort(Comparator.comparing(Recommendation::getClickTime));
            lists.update(newest(all, LISTS));
        }
    }

    @Override
    public void processElement2(Click click, Context context, Collector<Judgement> out)
            throws Exception {
        if (click.getAction() == Action.ERASE) {
            lists.clear();
            waiting.clear();
            judged.clear();
            return;
        }
        if (!click.getConsent() || isKnown(click)) {
            return;
        }
        TimerService timers = context.timerService();
        long now = timers.currentProcessingTime();
        waiting.add(Tuple2.of(now, click));
        timers.registerEventTimeTimer(time(click, now));
        timers.registerProcessingTimeTimer(now + backstopMillis);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Judgement> out)
            throws Exception {
        TimerService timers = context.timerService();
        long watermark = timers.currentWatermark();
        long now = timers.currentProcessingTime();
        List<Tuple2<Long, Click>> still = new ArrayList<>();
        List<Click> due = new ArrayList<>();
        for (Tuple2<Long, Click> entry : all(waiting)) {
            boolean isDue =
                    time(entry.f1, entry.f0) <= watermark || entry.f0 + backstopMillis <= now;
            if (isDue) {
                due.add(entry.f1);
            } else {
                still.add(entry);
            }
        }
        if (!due.isEmpty()) {
            waiting.update(still);
            judge(due, out);
        }
    }

    private void judge(List<Click> due, Collector<Judgement> out) throws Exception {
        due.sort(Comparator.comparing(Click::getEventTime));
        List<Recommendation> shown = all(lists);
        List<String> events = all(judged);
        for (Click click : due) {
            judge.judge(shown, click).ifPresentOrElse(out::collect, withoutList::inc);
            events.add(click.getEventId());
        }
        judged.update(newest(events, EVENTS));
    }

    private boolean isKnown(Click click) throws Exception {
        Set<String> known =
                all(waiting).stream()
                        .map(entry -> entry.f1.getEventId())
                        .collect(Collectors.toSet());
        known.addAll(all(judged));
        return known.contains(click.getEventId());
    }

    /** A click from the future counts as of its arrival. */
    private static long time(Click click, long arrival) {
        return Math.min(click.getEventTime().toEpochMilli(), arrival);
    }

    private <T> ListState<T> state(String name, TypeInformation<T> type) {
        var descriptor = new ListStateDescriptor<>(name, type);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(retention).build());
        return getRuntimeContext().getListState(descriptor);
    }

    private static <T> List<T> all(ListState<T> state) throws Exception {
        Iterable<T> values = state.get();
        return values == null
                ? new ArrayList<>()
                : StreamSupport.stream(values.spliterator(), false)
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    private static <T> List<T> newest(List<T> all, int count) {
        return new ArrayList<>(all.subList(Math.max(0, all.size() - count), all.size()));
    }
}
