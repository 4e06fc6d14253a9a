package dev.semsr.jobs.recommend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the jobs want to be run by Flink, unless somebody who runs them says otherwise. */
public final class JobDefaults {

    private static final Logger LOG = LoggerFactory.getLogger(JobDefaults.class);

    private JobDefaults() {}

    /** Sets what neither the environment nor the job's options say. */
    static void apply(StreamExecutionEnvironment env, Configuration options) {
        apply(env, options, RecommendOptions.all());
    }

    /**
     * Sets what neither the environment nor a job's options say.
     *
     * @param own the options that are the job's and not Flink's
     */
    public static void apply(
            StreamExecutionEnvironment env, Configuration options, List<ConfigOption<?>> own) {
        env.configure(withoutOwnAndKafkaOptions(options, own));
        ReadableConfig given = env.getConfiguration();
        Configuration missing = new Configuration();
        state(given, missing);
        latency(given, missing);
        set(missing, given, PipelineOptions.GENERIC_TYPES, false);
        set(missing, given, PipelineOptions.OBJECT_REUSE, true);
        set(missing, given, RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        env.configure(missing);
        if (given.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            LOG.warn(
                    "Option '{}' is not set: checkpoints are kept in the JobManager's memory and"
                            + " are lost with it",
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY.key());
        }
    }

    private static void state(ReadableConfig given, Configuration missing) {
        set(missing, given, StateBackendOptions.STATE_BACKEND, "rocksdb");
        set(missing, given, CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        set(missing, given, CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        set(missing, given, CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        set(missing, given, CheckpointingOptions.ENABLE_UNALIGNED, true);
        set(missing, given, CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(1));
        set(
                missing,
                given,
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }

    private static void latency(ReadableConfig given, Configuration missing) {
        set(missing, given, ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(1));
        set(missing, given, PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
    }

    private static <T> void set(
            Configuration missing, ReadableConfig given, ConfigOption<T> option, T value) {
        if (given.getOptional(option).isEmpty()) {
            missing.set(option, value);
        }
    }

    /** Keeps secrets of the Kafka clients out of the configuration that Flink shows. */
    private static Configuration withoutOwnAndKafkaOptions(
            Configuration options, List<ConfigOption<?>> ownOptions) {
        Configuration result = new Configuration();
        for (Map.Entry<String, String> option : options.toMap().entrySet()) {
            boolean own =
                    ownOptions.stream().anyMatch(known -> known.key().equals(option.getKey()));
            if (!own && !option.getKey().startsWith("kafka.")) {
                result.setString(option.getKey(), option.getValue());
            }
        }
        return result;
    }
}
