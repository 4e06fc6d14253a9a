package dev.semsr.jobs.archive;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.deadletter.DeadLetterFactory;
import dev.semsr.jobs.intake.ClickDecoder;
import dev.semsr.jobs.intake.ClickTimes;
import dev.semsr.jobs.recommend.JobDefaults;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The archive job: clicks in, ended sessions out, as files that training reads. */
public final class ArchiveJob {

    /**
     * Each checkpoint makes a file: often enough for a refresh, seldom enough for a file system.
     */
    private static final Duration CHECKPOINTS = Duration.ofMinutes(5);

    private static final Duration WATERMARKS = Duration.ofSeconds(1);

    private ArchiveJob() {}

    /**
     * Runs the job with the given options, see {@link ArchiveOptions}.
     *
     * @param args {@code --key value}, {@code --key=value} or {@code --config FILE}
     */
    public static void main(String[] args) throws Exception {
        Configuration config = JobArguments.parse(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        prepare(env, config);
        env.execute(config.get(ArchiveOptions.JOB_NAME));
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
        return env.executeAsync(config.get(ArchiveOptions.JOB_NAME));
    }

    /**
     * Checks the options, makes the real source and sinks and wires the graph; executes nothing.
     *
     * @throws InvalidOptionException if an option is missing or wrong
     */
    public static void prepare(StreamExecutionEnvironment env, Configuration config) {
        OptionChecks.checkKeysAndTypes(config, ArchiveOptions.all());
        ArchiveSettings settings = ArchiveSettings.from(config);
        KafkaEndpoints kafka = new KafkaEndpoints(config);
        ArchiveFiles files = new ArchiveFiles(OptionChecks.required(config, ArchiveOptions.FOLDER));
        defaults(env, config);
        define(
                env,
                settings,
                new ArchiveEndpoints(
                        kafka.clicks(), files.sessions(), files.erasures(), kafka.deadLetters()));
    }

    /** Sets what neither the environment nor the job's options say. */
    static void defaults(StreamExecutionEnvironment env, Configuration config) {
        Configuration all = new Configuration();
        all.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS);
        all.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARKS);
        env.getConfiguration()
                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .ifPresent(given -> all.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, given));
        all.addAll(config);
        JobDefaults.apply(env, all, ArchiveOptions.all());
    }

    /**
     * Wires the graph between the given ends.
     *
     * @param env the environment; only its maximum parallelism is changed
     * @param settings what the operators do
     * @param ends where records come from and go to
     */
    public static void define(
            StreamExecutionEnvironment env, ArchiveSettings settings, ArchiveEndpoints ends) {
        env.setMaxParallelism(settings.maxParallelism());
        SingleOutputStreamOperator<Click> clicks = clicks(env, settings, ends);
        SingleOutputStreamOperator<ArchivedSession> sessions = sessions(clicks, settings);
        sessions.sinkTo(ends.sessions()).uid(Uids.SESSIONS_SINK).name("Sessions");
        sessions.getSideOutput(SessionArchiver.ERASURES)
                .sinkTo(ends.erasures())
                .uid(Uids.ERASURES_SINK)
                .name("Erasures");
        clicks.getSideOutput(ClickDecoder.DEAD_LETTERS)
                .sinkTo(ends.deadLetters())
                .uid(Uids.DEAD_LETTERS_SINK)
                .name("Dead letters");
    }

    private static SingleOutputStreamOperator<Click> clicks(
            StreamExecutionEnvironment env, ArchiveSettings settings, ArchiveEndpoints ends) {
        return env.fromSource(
                        ends.clicks(),
                        WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(settings.maxDelay())
                                .withIdleness(settings.idleness())
                                .withTimestampAssigner(new ClickTimes(settings.writers())),
                        "Clicks",
                        TypeInformation.of(RawRecord.class))
                .uid(Uids.CLICKS_SOURCE)
                .process(
                        new ClickDecoder(
                                settings.clickLimits(),
                                new DeadLetterFactory(settings.deadLetterBytes()),
                                settings.writers()))
                .uid(Uids.DECODE_CLICKS)
                .name("Decode clicks");
    }

    private static SingleOutputStreamOperator<ArchivedSession> sessions(
            SingleOutputStreamOperator<Click> clicks, ArchiveSettings settings) {
        return clicks.keyBy(Click::getSessionId)
                .process(new SessionArchiver(settings.limits(), settings.backstop()))
                .uid(Uids.OPEN_SESSIONS)
                .name("Open sessions");
    }
}
