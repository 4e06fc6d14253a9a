package dev.semsr.app.cli;

import dev.semsr.app.jobs.RunningJob;
import dev.semsr.jobs.quality.QualityOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the quality job on a Flink of its own. */
@Command(
        name = "quality",
        description = "Run the quality job: clicks against the lists before them, by the minute.",
        modelTransformer = QualityJobOptions.class,
        footer = {
            "",
            "'semsr quality show' shows the reports. With --auto-rollback a rollout is taken back"
                    + " whose new version is worse than the old one that still answers."
        })
final class JobsQualityCommand extends RunJobCommand {

    @Option(
            names = "--auto-rollback",
            description = "Take a worse version back; the same as --quality.auto-rollback=true.")
    private boolean autoRollback;

    @Override
    List<ConfigOption<?>> jobOptions() {
        return QualityOptions.all();
    }

    @Override
    Map<String, String> defaults(CommonOptions common) {
        return Map.of(
                QualityOptions.MODEL_STORE.key(), common.home().models().toString(),
                QualityOptions.AUTO_ROLLBACK.key(), Boolean.toString(autoRollback));
    }

    @Override
    RunningJob start(StreamExecutionEnvironment environment, Map<String, String> all)
            throws Exception {
        return RunningJob.quality(environment, all);
    }
}
