package dev.semsr.jobs.quality;

import dev.semsr.core.quality.HitCount;
import dev.semsr.core.quality.Judgement;
import dev.semsr.core.quality.RollbackRule;
import dev.semsr.core.quality.RolloutWatch;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.schemas.ModelRollout;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts clicks and hits of the versions in a model's rollout, by the {@link RolloutWatch}, and
 * orders a rollback when a new version is worse. Keyed by the model's name.
 */
public final class RolloutWatcher
        extends KeyedCoProcessFunction<String, Judgement, IssuedRollout, ModelRollout> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RolloutWatcher.class);

    private final RollbackRule rule;

    private transient RolloutWatch watch;
    private transient ValueState<ModelRollout> current;
    private transient MapState<String, Tuple2<Long, Long>> counts;
    private transient Counter rollbacks;

    /** Watches by a rule. */
    public RolloutWatcher(RollbackRule rule) {
        this.rule = rule;
    }

    /** Name of the model of a version, as judgements and manifests name it: name/version. */
    static String scope(Judgement judgement) {
        int slash = judgement.version().indexOf('/');
        return slash < 0 ? judgement.version() : judgement.version().substring(0, slash);
    }

    @Override
    public void open(OpenContext context) {
        watch = new RolloutWatch(rule);
        var runtime = getRuntimeContext();
        current =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "rollout", new AvroTypeInfo<>(ModelRollout.class)));
        counts =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "counts", Types.STRING, Types.TUPLE(Types.LONG, Types.LONG)));
        rollbacks = runtime.getMetricGroup().counter("automaticRollbacks");
    }

    @Override
    public void processElement1(Judgement judgement, Context context, Collector<ModelRollout> out)
            throws Exception {
        ModelRollout record = current.value();
        if (record == null) {
            return;
        }
        String version = judgement.version().substring(judgement.version().indexOf('/') + 1);
        Rollout rollout = Rollout.of(record);
        if (rollout.share(version).isEmpty()) {
            return;
        }
        count(version, judgement.isHit());
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        Optional<Rollout> back = watch.judge(rollout, counted(), now);
        if (back.isPresent()) {
            order(back.get(), out);
        }
    }

    @Override
    public void processElement2(IssuedRollout issued, Context context, Collector<ModelRollout> out)
            throws Exception {
        ModelRollout before = current.value();
        Rollout after = issued.order();
        if (!RolloutWatch.isSameComparison(before == null ? null : Rollout.of(before), after)) {
            counts.clear();
        }
        current.update(issued.rollout());
    }

    private void count(String version, boolean hit) throws Exception {
        Tuple2<Long, Long> before = counts.get(version);
        HitCount count = before == null ? HitCount.NONE : new HitCount(before.f0, before.f1);
        HitCount after = count.plus(hit);
        counts.put(version, Tuple2.of(after.clicks(), after.hits()));
    }

    private Map<String, HitCount> counted() throws Exception {
        Map<String, HitCount> counted = new HashMap<>();
        for (Map.Entry<String, Tuple2<Long, Long>> entry : counts.entries()) {
            counted.put(entry.getKey(), new HitCount(entry.getValue().f0, entry.getValue().f1));
        }
        return counted;
    }

    /** From here on the rollback counts, though it has not come back through the topic yet. */
    private void order(Rollout back, Collector<ModelRollout> out) throws Exception {
        LOG.warn("The rollout of {} is taken back: {}", back.scope(), back.reason());
        rollbacks.inc();
        ModelRollout record = back.toRecord();
        current.update(record);
        counts.clear();
        out.collect(record);
    }
}
