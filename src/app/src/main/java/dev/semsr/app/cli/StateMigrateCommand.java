package dev.semsr.app.cli;

import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.core.session.SessionRevision;
import dev.semsr.jobs.savepoint.SessionSavepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rewrites the sessions in a savepoint. */
@Command(
        name = "migrate",
        description =
                "Write a new savepoint with the sessions of another in the form of this release. The"
                        + " first stays as it is; offsets of Kafka and all else are taken over.",
        footer = {
            "",
            "Stop the job with a savepoint, migrate it, and start the job from the new one."
        })
final class StateMigrateCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(
            index = "0",
            paramLabel = "SAVEPOINT",
            description = "Folder or URI of the savepoint.")
    private String savepoint;

    @Parameters(
            index = "1",
            paramLabel = "TARGET",
            description = "Folder or URI of the new savepoint; must not be there yet.")
    private String target;

    @Option(
            names = "--older-than",
            paramLabel = TimeArgument.LABEL,
            converter = TimeArgument.class,
            description =
                    "Drop sessions whose newest click arrived before this: 2026-06-01T12:00:00Z, or a"
                            + " span back from now such as 30min.")
    private Instant notBefore;

    @Option(
            names = "--max-clicks",
            paramLabel = "CLICKS",
            description = "Keep only so many clicks of each session, the newest ones.")
    private int maxClicks = Integer.MAX_VALUE;

    @Option(
            names = "--erase",
            paramLabel = "ID",
            description = "Drop this session. May be repeated.")
    private Set<String> erased = new LinkedHashSet<>();

    @Option(
            names = "--retention",
            paramLabel = "SPAN",
            defaultValue = "1h",
            description = "The job's session.retention (${DEFAULT-VALUE}).")
    private String retention;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @ArgGroup(
            exclusive = false,
            heading = "Sessions of a form that is not compatible with this release's:%n")
    private WrittenAsOptions written;

    /** What is printed with {@code --json}. */
    record Result(String savepoint, long sessions, long dropped, long shortened) {}

    @Override
    public Integer call() throws Exception {
        SessionRevision revision =
                common.checked(() -> new SessionRevision(notBefore, maxClicks, erased));
        Duration kept = common.checked(() -> TimeUtils.parseDuration(retention));
        String to = SavepointArgument.uri(target);
        if (SavepointArgument.exists(to)) {
            throw new CommandFailure(
                    "There is something at " + target + " already",
                    "Name a folder that is not there yet: a savepoint is never overwritten.");
        }
        Result result;
        try (var work = TemporaryFolder.create()) {
            var sessions = SavepointArgument.sessions(savepoint, work, written, common);
            result = migrate(sessions, to, revision, kept);
        }
        print(result);
        return 0;
    }

    private Result migrate(
            SessionSavepoint sessions, String to, SessionRevision revision, Duration kept) {
        long[] counts = new long[3];
        try {
            sessions.read(
                    (id, before) -> {
                        var after = revision.apply(id, before);
                        counts[0]++;
                        counts[1] += after == null ? 1 : 0;
                        counts[2] += after == null || after == before ? 0 : 1;
                        return true;
                    });
            sessions.rewrite(to, revision, kept);
        } catch (Exception failure) {
            throw SavepointArgument.unreadable(savepoint, failure);
        }
        return new Result(to, counts[0] - counts[1], counts[1], counts[2]);
    }

    private void print(Result result) {
        if (json) {
            common.terminal().json(result);
        } else {
            common.terminal()
                    .print(
                            "%,d sessions kept (%,d of them shortened), %,d dropped. New savepoint: %s",
                            result.sessions(),
                            result.shortened(),
                            result.dropped(),
                            result.savepoint());
        }
    }
}
