package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class JobDefaultsTest {

    @Test
    void theJobIsFastDurableAndDoesNotGiveUp() {
        ReadableConfig config = applied(new Configuration(), Map.of());

        assertThat(config.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(config.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
        assertThat(config.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(config.get(ExecutionOptions.BUFFER_TIMEOUT)).isEqualTo(Duration.ofMillis(1));
        assertThat(config.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    @Test
    void checkpointsPassUnderBackPressureAndOutliveTheJob() {
        ReadableConfig config = applied(new Configuration(), Map.of());

        assertThat(config.get(CheckpointingOptions.ENABLE_UNALIGNED)).isTrue();
        assertThat(config.get(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(config.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
        assertThat(config.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }

    @Test
    void whatTheEnvironmentSaysStays() {
        Configuration environment =
                new Configuration()
                        .set(StateBackendOptions.STATE_BACKEND, "hashmap")
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(3));

        ReadableConfig config = applied(environment, Map.of());

        assertThat(config.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
        assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void whatTheOptionsSayWins() {
        ReadableConfig config =
                applied(new Configuration(), Map.of("execution.checkpointing.interval", "1 s"));

        assertThat(config.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void secretsOfKafkaClientsAreNotShownByFlink() {
        ReadableConfig config =
                applied(new Configuration(), Map.of("kafka.sasl.jaas.config", "secret"));

        assertThat(config.toMap()).doesNotContainKey("kafka.sasl.jaas.config");
    }

    private static ReadableConfig applied(Configuration environment, Map<String, String> options) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, environment);
        JobDefaults.apply(env, Configuration.fromMap(options));
        return env.getConfiguration();
    }
}
