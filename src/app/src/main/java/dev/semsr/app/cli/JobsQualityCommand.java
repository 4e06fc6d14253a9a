package dev.semsr.app.cli;

import dev.semsr.app.broker.Topics;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.jobs.quality.QualityOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the quality job on a Flink of its own. */
@Command(
        name = "quality",
        description = "Run the quality job: clicks against the lists before them, by the minute.",
        modelTransformer = QualityJobOptions.class,
        footer = {
            "",
            "'semsr quality show' shows the reports; their topic is created where it is missing."
                    + " With --auto-rollback a rollout is taken back"
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

    /** The topic of the reports, and that of the rollouts if it is read. */
    @Override
    Topics topics(Map<String, String> all) {
        Configuration config = Configuration.fromMap(all);
        List<NewTopic> topics =
                new ArrayList<>(Topics.qualityReports(config.get(QualityOptions.TOPIC)).topics());
        if (config.get(QualityOptions.AUTO_ROLLBACK)) {
            topics.addAll(
                    Topics.rollouts(config.get(QualityOptions.ROLLOUTS_TOPIC), Topics.MODEL_STATUS)
                            .topics());
        }
        return new Topics(topics);
    }

    @Override
    RunningJob start(StreamExecutionEnvironment environment, Map<String, String> all)
            throws Exception {
        return RunningJob.quality(environment, all);
    }
}
