package dev.semsr.app.cli;

import dev.semsr.app.jobs.RunningJob;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.model.artefact.FileModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;

/** Runs the main job on a Flink of its own. */
@Command(
        name = "recommend",
        description = "Run the main job: clicks in, recommendations out.",
        modelTransformer = RecommendJobOptions.class,
        footer = {
            "",
            "Kafka properties (--properties, -P) go to every client of the job, SASL and TLS",
            "included; kafka.consumer.* and kafka.producer.* as -D go to one kind.",
            "For production submit the job's jar to a Flink cluster instead; options are the same.",
            "Ctrl-C cancels the job; exit code 0. With checkpoints (-D execution.checkpointing.dir)",
            "the next start may go on from the last one (-D execution.state-recovery.path)."
        })
final class JobsRecommendCommand extends RunJobCommand {

    @Override
    List<ConfigOption<?>> jobOptions() {
        return RecommendOptions.all();
    }

    @Override
    Map<String, String> defaults(CommonOptions common) {
        return Map.of("model.store", common.home().models().toString());
    }

    @Override
    void complete(Map<String, String> all) {
        String store = all.get("model.store");
        all.computeIfAbsent(
                "model.name", key -> ModelOptions.onlyModel(new FileModelStore(Path.of(store))));
    }

    @Override
    RunningJob start(StreamExecutionEnvironment environment, Map<String, String> all)
            throws Exception {
        return RunningJob.recommend(environment, all);
    }
}
