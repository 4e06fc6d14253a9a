package dev.semsr.jobs.quality;

import dev.semsr.core.quality.Judgement;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.intake.ClickDecoder;
import dev.semsr.jobs.intake.ClickTimes;
import dev.semsr.jobs.recommend.JobDefaults;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.rollout.RolloutDecoder;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The quality job: clicks against the lists before them, as reports by the minute. */
public final class QualityJob {

    private static final Duration WATERMARKS = Duration.ofMillis(200);
    private static final int NO_LETTER = 1;

    private QualityJob() {}

    /**
     * Runs the job with the given options, see {@link QualityOptions}.
     *
     * @param args {@code --key value}, {@code --key=value} or {@code --config FILE}
     */
    public static void main(String[] args) throws Exception {
        Configuration config = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        prepare(env, config);
        env.execute(config.get(QualityOptions.JOB_NAME));
    }

    /**
     * Starts the job in an environment and returns at once.
     *
     * @param env a local, an embedded or a remote environment
     * @param config the options
     * @return the running job
     * @throws InvalidOptionException if an option is missing or wrong
     * @throws Exception if the job cannot be submitted
     */
    public static JobClient run(StreamExecutionEnvironment env, Configuration config)
            throws Exception {
        prepare(env, config);
        return env.executeAsync(config.get(QualityOptions.JOB_NAME));
    }

    /**
     * Checks the options, makes the real sources and sinks and wires the graph; executes nothing.
     *
     * @throws InvalidOptionException if an option is missing or wrong
     */
    public static void prepare(StreamExecutionEnvironment env, Configuration config) {
        OptionChecks.checkKeysAndTypes(config, QualityOptions.all());
        QualitySettings settings = QualitySettings.from(config);
        KafkaEndpoints kafka = new KafkaEndpoints(config);
        defaults(env, config);
        define(env, settings, kafka.all());
    }

    /** Sets what neither the environment nor the job's options say. */
    static void defaults(StreamExecutionEnvironment env, Configuration config) {
        Configuration all = new Configuration();
        all.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARKS);
        all.addAll(config);
        JobDefaults.apply(env, all, QualityOptions.all());
    }

    /**
     * Wires the graph between the given ends.
     *
     * @param env the environment; only its maximum parallelism is changed
     * @param settings what the operators do
     * @param ends where records come from and go to
     */
    public static void define(
            StreamExecutionEnvironment env, QualitySettings settings, QualityEndpoints ends) {
        env.setMaxParallelism(settings.maxParallelism());
        SingleOutputStreamOperator<Judgement> judgements =
                judgements(
                        recommendations(env, settings, ends),
                        clicks(env, settings, ends),
                        settings);
        report(judgements, settings, ends);
        if (ends.watchRollouts()) {
            watch(judgements, rollouts(env, ends), settings, ends);
        }
    }

    private static void report(
            SingleOutputStreamOperator<Judgement> judgements,
            QualitySettings settings,
            QualityEndpoints ends) {
        judgements
                .map(new ItemKinds(settings.items()))
                .uid(Uids.CLICKED_ITEMS)
                .name("Clicked items")
                .keyBy(Judged::reportKey)
                .process(new ReportWindow(settings.window()))
                .uid(Uids.REPORT)
                .name("Report")
                .sinkTo(ends.reports())
                .uid(Uids.QUALITY_SINK)
                .name("Quality");
    }

    private static void watch(
            SingleOutputStreamOperator<Judgement> judgements,
            SingleOutputStreamOperator<IssuedRollout> rollouts,
            QualitySettings settings,
            QualityEndpoints ends) {
        judgements
                .keyBy(RolloutWatcher::scope)
                .connect(rollouts.keyBy(issued -> issued.rollout().getScope()))
                .process(new RolloutWatcher(settings.rollbackRule()))
                .uid(Uids.WATCH_ROLLOUTS)
                .name("Watch rollouts")
                .sinkTo(ends.rollbacks())
                .uid(Uids.ROLLBACKS_SINK)
                .name("Rollbacks");
    }

    private static SingleOutputStreamOperator<IssuedRollout> rollouts(
            StreamExecutionEnvironment env, QualityEndpoints ends) {
        return env.fromSource(
                        ends.rollouts(),
                        WatermarkStrategy.noWatermarks(),
                        "Rollouts",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.ROLLOUTS_SOURCE)
                .process(new RolloutDecoder(null, new DeadLetterFactory(NO_LETTER)))
                .uid(Uids.DECODE_ROLLOUTS)
                .name("Decode rollouts");
    }

    private static SingleOutputStreamOperator<Click> clicks(
            StreamExecutionEnvironment env, QualitySettings settings, QualityEndpoints ends) {
        return env.fromSource(
                        ends.clicks(),
                        times(new ClickTimes(settings.writers()), settings),
                        "Clicks",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.CLICKS_SOURCE)
                .process(
                        new ClickDecoder( // its dead letters are written by the main job
                                settings.clickLimits(),
                                new DeadLetterFactory(NO_LETTER),
                                settings.writers()))
                .uid(Uids.DECODE_CLICKS)
                .name("Decode clicks");
    }

    private static SingleOutputStreamOperator<Recommendation> recommendations(
            StreamExecutionEnvironment env, QualitySettings settings, QualityEndpoints ends) {
        return env.fromSource(
                        ends.recommendations(),
                        times(new RecommendationTimes(), settings),
                        "Recommendations",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.RECOMMENDATIONS_SOURCE)
                .process(new RecommendationDecoder())
                .uid(Uids.DECODE_RECOMMENDATIONS)
                .name("Decode recommendations");
    }

    private static WatermarkStrategy<RawRecord> times(
            TimestampAssignerSupplier<RawRecord> times, QualitySettings settings) {
        return WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(settings.maxDelay())
                .withIdleness(settings.idleness())
                .withTimestampAssigner(times);
    }

    private static SingleOutputStreamOperator<Judgement> judgements(
            SingleOutputStreamOperator<Recommendation> recommendations,
            SingleOutputStreamOperator<Click> clicks,
            QualitySettings settings) {
        return recommendations
                .keyBy(Recommendation::getSessionId)
                .connect(clicks.keyBy(Click::getSessionId))
                .process(
                        new ClickJudge(
                                settings.cutoff(), settings.backstop(), settings.retention()))
                .uid(Uids.JUDGE)
                .name("Judge");
    }
}
