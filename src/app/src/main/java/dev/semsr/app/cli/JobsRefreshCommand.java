package dev.semsr.app.cli;

import dev.semsr.app.jobs.RunningJob;
import dev.semsr.jobs.refresh.RefreshOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the refresh job on a Flink of its own. */
@Command(
        name = "refresh",
        description = "Run the refresh job: items in, their text vectors and attributes out.",
        modelTransformer = RefreshJobOptions.class,
        footer = {
            "",
            "Vectors are also kept below the home folder, so that a text is encoded once, even if"
                    + " the job starts without its state. With --from-file or"
                    + " --items.bounded=true it ends when everything is encoded.",
            "The key of a remote encoder is taken from SEMSR_ENCODER_KEY. With checkpoints"
                    + " (-D execution.checkpointing.dir) the next start may go on from the last"
                    + " one (-D execution.state-recovery.path). Ctrl-C cancels the job; exit"
                    + " code 0."
        })
final class JobsRefreshCommand extends RunJobCommand {

    @Option(
            names = "--from-file",
            paramLabel = "DATASET|FILE",
            description =
                    "Encode the items of a data set or of an Avro container file instead of those"
                            + " of the topic, and end.")
    private String fromFile;

    @Override
    List<ConfigOption<?>> jobOptions() {
        return RefreshOptions.all();
    }

    @Override
    Map<String, String> defaults(CommonOptions common) {
        String vectors = common.home().vectors().toString();
        if (fromFile == null) {
            return Map.of(RefreshOptions.ENCODER_CACHE_FOLDER.key(), vectors);
        }
        return Map.of(
                RefreshOptions.ENCODER_CACHE_FOLDER.key(),
                vectors,
                RefreshOptions.ITEMS_FILE.key(),
                ItemsFile.of(fromFile, common.home()).toString());
    }

    @Override
    RunningJob start(StreamExecutionEnvironment environment, Map<String, String> all)
            throws Exception {
        return RunningJob.refresh(environment, all);
    }
}
