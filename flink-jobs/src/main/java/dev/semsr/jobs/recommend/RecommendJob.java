package dev.semsr.jobs.recommend;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.intake.ClickDecoder;
import dev.semsr.jobs.kafka.ParallelismCheck;
import dev.semsr.jobs.ranking.RankFunction;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.rollout.RolloutDecoder;
import dev.semsr.jobs.scoring.DrainedAsyncOperatorFactory;
import dev.semsr.jobs.scoring.ModelHosting;
import dev.semsr.jobs.scoring.ModelSource;
import dev.semsr.jobs.scoring.OverloadGate;
import dev.semsr.jobs.scoring.ScoredRequest;
import dev.semsr.jobs.scoring.ScoringFunction;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.jobs.scoring.ShadowFunction;
import dev.semsr.jobs.session.RolloutSessionFunction;
import dev.semsr.jobs.session.SessionFunction;
import dev.semsr.schemas.Click;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main job: a click in, a recommendation out. */
public final class RecommendJob {

    private RecommendJob() {}

    /**
     * Runs the job with the given options, see {@link RecommendOptions}.
     *
     * @param args {@code --key value}, {@code --key=value} or {@code --config FILE}
     */
    public static void main(String[] args) throws Exception {
        Configuration config = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        prepare(env, config);
        env.execute(config.get(RecommendOptions.JOB_NAME));
    }

    /**
     * Starts the job in an environment and returns at once.
     *
     * @param env a local, an embedded or a remote environment
     * @param config the options
     * @return the running job
     * @throws InvalidOptionException if an option is missing or wrong, or there is no model
     * @throws Exception if the job cannot be submitted
     */
    public static JobClient run(StreamExecutionEnvironment env, Configuration config)
            throws Exception {
        prepare(env, config);
        return env.executeAsync(config.get(RecommendOptions.JOB_NAME));
    }

    /**
     * Checks the options, makes the real source and sinks and wires the graph; executes nothing.
     *
     * @throws InvalidOptionException if an option is missing or wrong, or there is no model
     */
    public static void prepare(StreamExecutionEnvironment env, Configuration config) {
        prepare(env, config, UnaryOperator.identity());
    }

    /**
     * The same with something around the model: tests and fault injection.
     *
     * @param around makes the source that is used from the one that the options name
     * @throws InvalidOptionException if an option is missing or wrong, or there is no model
     */
    public static void prepare(
            StreamExecutionEnvironment env,
            Configuration config,
            UnaryOperator<ModelSource> around) {
        OptionChecks.checkKeysAndTypes(config, RecommendOptions.all());
        RecommendSettings settings = RecommendSettings.from(config);
        KafkaEndpoints kafka = new KafkaEndpoints(config);
        kafka.check();
        ParallelismCheck.requireAtMost(
                settings.maxParallelism(),
                RecommendOptions.MAX_PARALLELISM.key(),
                env.getParallelism());
        kafka.warnOfIdleReaders(env.getParallelism());
        ModelSource model = around.apply(ModelSources.of(config, kafka));
        JobDefaults.apply(env, config);
        define(
                env,
                settings,
                new RecommendEndpoints(
                                kafka.clicks(),
                                kafka.recommendations(),
                                kafka.deadLetters(),
                                model,
                                kafka.rollouts())
                        .withRules(kafka.rules()));
    }

    /**
     * Wires the graph between the given ends.
     *
     * @param env the environment; only its maximum parallelism is changed
     * @param settings what the operators do
     * @param ends where records come from and go to
     */
    public static void define(
            StreamExecutionEnvironment env, RecommendSettings settings, RecommendEndpoints ends) {
        env.setMaxParallelism(settings.maxParallelism());
        SingleOutputStreamOperator<Click> clicks = clicks(env, settings, ends);
        DataStream<DeadLetter> deadLetters = clicks.getSideOutput(ClickDecoder.DEAD_LETTERS);
        SingleOutputStreamOperator<ScoringRequest> requests;
        if (ends.rollouts() == null) {
            requests = requests(clicks, settings);
        } else {
            SingleOutputStreamOperator<IssuedRollout> rollouts = rollouts(env, settings, ends);
            deadLetters = deadLetters.union(rollouts.getSideOutput(RolloutDecoder.DEAD_LETTERS));
            requests = requests(clicks, rollouts, settings, ends);
            shadows(requests, settings, ends);
        }
        SingleOutputStreamOperator<ScoredRequest> scored =
                scored(bounded(requests, settings), settings, ends);
        scored.map(ranking(settings, ends))
                .uid(Uids.RANK)
                .name("Rank")
                .sinkTo(ends.recommendations())
                .uid(Uids.RECOMMENDATIONS_SINK)
                .name("Recommendations");
        deadLetters.sinkTo(ends.deadLetters()).uid(Uids.DEAD_LETTERS_SINK).name("Dead letters");
    }

    private static SingleOutputStreamOperator<Click> clicks(
            StreamExecutionEnvironment env, RecommendSettings settings, RecommendEndpoints ends) {
        DeadLetterFactory deadLetters = new DeadLetterFactory(settings.deadLetterBytes());
        return env.fromSource(
                        ends.clicks(),
                        WatermarkStrategy.noWatermarks(),
                        "Clicks",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.CLICKS_SOURCE)
                .process(new ClickDecoder(settings.clickLimits(), deadLetters, settings.writers()))
                .uid(Uids.DECODE_CLICKS)
                .name("Decode clicks");
    }

    private static SingleOutputStreamOperator<ScoringRequest> requests(
            SingleOutputStreamOperator<Click> clicks, RecommendSettings settings) {
        return clicks.keyBy(Click::getSessionId)
                .process(new SessionFunction(settings.sessionLimits(), settings.sessionRetention()))
                .uid(Uids.SESSIONS)
                .name("Sessions");
    }

    /** One reader: of one subtask's records the order is known. */
    private static SingleOutputStreamOperator<IssuedRollout> rollouts(
            StreamExecutionEnvironment env, RecommendSettings settings, RecommendEndpoints ends) {
        return env.fromSource(
                        ends.rollouts().rollouts(),
                        WatermarkStrategy.noWatermarks(),
                        "Rollouts",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.ROLLOUTS_SOURCE)
                .setParallelism(1)
                .process(
                        new RolloutDecoder(
                                ends.rollouts().scope(),
                                new DeadLetterFactory(settings.deadLetterBytes())))
                .uid(Uids.DECODE_ROLLOUTS)
                .name("Decode rollouts")
                .setParallelism(1);
    }

    private static SingleOutputStreamOperator<ScoringRequest> requests(
            SingleOutputStreamOperator<Click> clicks,
            SingleOutputStreamOperator<IssuedRollout> rollouts,
            RecommendSettings settings,
            RecommendEndpoints ends) {
        return clicks.keyBy(Click::getSessionId)
                .connect(rollouts.broadcast(RolloutSessionFunction.BROADCAST_STATE))
                .process(
                        new RolloutSessionFunction(
                                settings.sessionLimits(),
                                settings.sessionRetention(),
                                hosting(settings, ends)))
                .uid(Uids.SESSIONS)
                .name("Sessions");
    }

    /** Beside the way of the answers; it may hold twice what may wait, so that it is never full. */
    private static void shadows(
            SingleOutputStreamOperator<ScoringRequest> requests,
            RecommendSettings settings,
            RecommendEndpoints ends) {
        int capacity = ends.rollouts().shadowCapacity();
        AsyncDataStream.unorderedWait(
                        requests,
                        new ShadowFunction(
                                hosting(settings, ends), settings.scoringTimeout(), capacity),
                        settings.scoringTimeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        2 * capacity)
                .uid(Uids.SCORE_SHADOW)
                .name("Score shadows")
                .map(ranking(settings, ends))
                .uid(Uids.RANK_SHADOW)
                .name("Rank shadows")
                .sinkTo(ends.rollouts().shadow())
                .uid(Uids.SHADOW_SINK)
                .name("Shadow recommendations");
    }

    private static RankFunction ranking(RecommendSettings settings, RecommendEndpoints ends) {
        return new RankFunction(
                settings.ranking(),
                hosting(settings, ends),
                ends.rules(),
                settings.rulesPatience());
    }

    private static ModelHosting hosting(RecommendSettings settings, RecommendEndpoints ends) {
        return new ModelHosting(ends.model(), ends.channel(), settings.batching());
    }

    private static SingleOutputStreamOperator<ScoringRequest> bounded(
            SingleOutputStreamOperator<ScoringRequest> requests, RecommendSettings settings) {
        return settings.overloadAfter() == null
                ? requests
                : requests.process(new OverloadGate(settings.overloadAfter()))
                        .uid(Uids.OVERLOAD)
                        .name("Overload gate");
    }

    private static SingleOutputStreamOperator<ScoredRequest> scored(
            SingleOutputStreamOperator<ScoringRequest> requests,
            RecommendSettings settings,
            RecommendEndpoints ends) {
        return requests.transform(
                        "Score",
                        TypeInformation.of(ScoredRequest.class),
                        new DrainedAsyncOperatorFactory<>(
                                new ScoringFunction(
                                        hosting(settings, ends), settings.scoringTimeout()),
                                settings.scoringTimeout().toMillis(),
                                settings.scoringCapacity()))
                .uid(Uids.SCORE)
                .name("Score");
    }
}
