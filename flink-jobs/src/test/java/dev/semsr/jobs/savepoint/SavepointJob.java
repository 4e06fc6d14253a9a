package dev.semsr.jobs.savepoint;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.recommend.RecommendEndpoints;
import dev.semsr.jobs.recommend.RecommendJob;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.recommend.RecommendSettings;
import dev.semsr.jobs.recommend.RolloutEnds;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.jobs.testing.TestRollouts;
import dev.semsr.schemas.Recommendation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The main job between {@link EndlessClicks} and memory, begun and ended by savepoints. It forgets
 * nothing by time: the savepoints of old releases are years old.
 */
final class SavepointJob implements AutoCloseable {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final CollectingSink<Recommendation> answers = new CollectingSink<>();
    private final Configuration config = new Configuration();
    private int parallelism = 1;
    private boolean extraStep;
    private String rolledOut;
    private JobClient client;

    SavepointJob() {
        config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        config.set(RecommendOptions.SESSION_GAP, FOR_EVER);
        config.set(RecommendOptions.SESSION_RETENTION, FOR_EVER);
        config.set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(1));
    }

    SavepointJob parallelism(int subtasks) {
        parallelism = subtasks;
        return this;
    }

    /** Begins where a savepoint ended. */
    SavepointJob from(Path savepoint) {
        config.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
        return this;
    }

    SavepointJob highestParallelism(int highest) {
        config.set(RecommendOptions.MAX_PARALLELISM, highest);
        return this;
    }

    /** Leaves state in the savepoint that no step wants. */
    SavepointJob allowUnclaimed() {
        config.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        return this;
    }

    /** Has one step more than the release. */
    SavepointJob withExtraStep() {
        extraStep = true;
        return this;
    }

    /** Follows rollouts, as the job that is deployed does; this version answers. */
    SavepointJob rolledOut(String version) {
        rolledOut = version;
        return this;
    }

    SavepointJob start() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
        env.setParallelism(parallelism);
        RecommendJob.define(env, RecommendSettings.from(config), ends());
        if (extraStep) {
            env.fromSequence(0, Long.MAX_VALUE - 1)
                    .uid("numbers")
                    .keyBy(number -> number % 3)
                    .process(new CountedClicks())
                    .uid(CountedClicks.UID)
                    .sinkTo(new DiscardingSink<>())
                    .uid("nowhere");
        }
        client = env.executeAsync("savepoint job");
        return this;
    }

    private RecommendEndpoints ends() {
        return new RecommendEndpoints(
                EndlessClicks.source(),
                answers,
                new CollectingSink<DeadLetter>(),
                TestModels.versions(
                        version ->
                                TestModels.model(
                                        new AlphabetScorer(
                                                "alphabet/" + (version == null ? "1" : version)))),
                rolledOut == null ? null : rollouts(rolledOut));
    }

    private static RolloutEnds rollouts(String version) {
        TestRollouts rollouts = new TestRollouts();
        return new RolloutEnds(
                TestRollouts.SCOPE,
                EndlessRollouts.source(rollouts.issue(version)),
                rollouts.channel(),
                new CollectingSink<>(),
                16);
    }

    /** Waits for so many answers and returns those that there are then. */
    List<Recommendation> await(int count) {
        Await.until(
                () -> {
                    if (client.getJobExecutionResult().isCompletedExceptionally()) {
                        client.getJobExecutionResult().join();
                    }
                    return answers.elements().size() >= count;
                });
        return List.copyOf(answers.elements());
    }

    /** Stops the job with a savepoint below a folder. */
    Path stop(Path folder) throws Exception {
        String savepoint =
                client.stopWithSavepoint(
                                false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(60, TimeUnit.SECONDS);
        client.getJobExecutionResult().get(60, TimeUnit.SECONDS);
        client = null;
        return Path.of(java.net.URI.create(savepoint));
    }

    @Override
    public void close() throws Exception {
        if (client != null && !client.getJobExecutionResult().isDone()) {
            client.cancel().get(60, TimeUnit.SECONDS);
        }
    }
}
