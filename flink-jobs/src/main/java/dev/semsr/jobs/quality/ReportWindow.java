package dev.semsr.jobs.quality;

import dev.semsr.core.quality.Judgement;
import dev.semsr.core.quality.QualitySums;
import dev.semsr.jobs.metrics.LabelledCounters;
import dev.semsr.schemas.QualityReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds judgements up for a short window of the job's clock, then sends the report. Keyed by all
 * that a report is about.
 */
final class ReportWindow extends KeyedProcessFunction<String, Judged, QualityReport> {

    private static final long serialVersionUID = 1L;

    private final long windowMillis;

    private transient ValueState<QualityReport> open;
    private transient LabelledCounters clicks;
    private transient LabelledCounters hits;
    private transient LabelledCounters attributed;

    /** Reports of windows of a length. */
    ReportWindow(Duration window) {
        this.windowMillis = window.toMillis();
    }

    @Override
    public void open(OpenContext context) {
        open =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "report", new AvroTypeInfo<>(QualityReport.class)));
        var metrics = getRuntimeContext().getMetricGroup();
        clicks = new LabelledCounters(metrics, "qualityClicks", "version", "source", "items");
        hits = new LabelledCounters(metrics, "qualityHits", "version", "source", "items");
        attributed =
                new LabelledCounters(metrics, "qualityAttributed", "version", "source", "items");
    }

    @Override
    public void processElement(Judged judged, Context context, Collector<QualityReport> out)
            throws IOException {
        Judgement judgement = judged.judgement();
        QualityReport report = open.value();
        if (report == null) {
            long now = context.timerService().currentProcessingTime();
            long start = Math.floorDiv(now, windowMillis) * windowMillis;
            long end = start + windowMillis;
            report =
                    QualitySums.empty(
                            judgement,
                            judged.items().name(),
                            Instant.ofEpochMilli(start),
                            Instant.ofEpochMilli(end));
            context.timerService().registerProcessingTimeTimer(end);
        }
        QualitySums.add(report, judgement);
        open.update(report);
        count(judged);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<QualityReport> out)
            throws IOException {
        QualityReport report = open.value();
        if (report != null) {
            out.collect(report);
            open.clear();
        }
    }

    private void count(Judged judged) {
        Judgement judgement = judged.judgement();
        String[] labels = {judgement.version(), judgement.source(), judged.items().name()};
        clicks.inc(labels);
        if (judgement.isHit()) {
            hits.inc(labels);
        }
        if (judgement.attributed()) {
            attributed.inc(labels);
        }
    }
}
