package dev.semsr.app.cli;

import dev.semsr.app.jobs.RunningJob;
import dev.semsr.jobs.archive.ArchiveOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;

/** Runs the archive job on a Flink of its own. */
@Command(
        name = "archive",
        description = "Run the archive job: clicks in, ended sessions out, as files by day.",
        modelTransformer = ArchiveJobOptions.class,
        footer = {
            "",
            "The archive is in 'archive' below the home folder, unless --archive.folder says"
                    + " otherwise. Only sessions with consent are kept. Files appear at each"
                    + " checkpoint (-D execution.checkpointing.interval, 5 minutes).",
            "With checkpoints (-D execution.checkpointing.dir) the next start may go on from the"
                    + " last one (-D execution.state-recovery.path): without, sessions that were"
                    + " open are lost. Ctrl-C cancels the job; exit code 0."
        })
final class JobsArchiveCommand extends RunJobCommand {

    @Override
    List<ConfigOption<?>> jobOptions() {
        return ArchiveOptions.all();
    }

    @Override
    Map<String, String> defaults(CommonOptions common) {
        return Map.of(ArchiveOptions.FOLDER.key(), common.home().archive().toString());
    }

    @Override
    RunningJob start(StreamExecutionEnvironment environment, Map<String, String> all)
            throws Exception {
        return RunningJob.archive(environment, all);
    }
}
