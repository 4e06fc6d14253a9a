package dev.semsr.app.cli;

import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.core.session.SessionFormException;
import dev.semsr.jobs.savepoint.SessionSavepoint;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/** A savepoint as it is named on the command line: a folder, or a URI that Flink can read. */
final class SavepointArgument {

    private SavepointArgument() {}

    /** What Flink calls it. */
    static String uri(String argument) {
        return argument.matches("[a-z0-9]+:.*")
                ? argument
                : Path.of(argument).toAbsolutePath().normalize().toUri().toString();
    }

    /**
     * The sessions in it.
     *
     * @param work for Flink's temporary files
     * @param written the form that they were written in; null if this release's resolves it
     * @throws CommandFailure if there is no savepoint
     */
    static SessionSavepoint sessions(
            String argument, TemporaryFolder work, WrittenAsOptions written, CommonOptions common) {
        String uri = uri(argument);
        if (!exists(uri + "/_metadata") && !exists(uri)) {
            throw none(argument, null);
        }
        var sessions =
                new SessionSavepoint(
                        uri, new Configuration().set(CoreOptions.TMP_DIRS, work.path().toString()));
        return written == null ? sessions : sessions.writtenAs(common.checked(written::form));
    }

    /** Whether a file or folder is there. */
    static boolean exists(String uri) {
        try {
            var path = new org.apache.flink.core.fs.Path(uri);
            return path.getFileSystem().exists(path);
        } catch (IOException failure) {
            throw none(uri, failure);
        }
    }

    /** The failure of Flink to read a savepoint, for people. */
    static CommandFailure unreadable(String argument, Exception failure) {
        if (failure instanceof SessionFormException form) {
            return new CommandFailure(
                    "The sessions in savepoint %s cannot be read: %s"
                            .formatted(argument, form.getMessage()),
                    "See 'Changes that are not compatible' in docs/operations.md.",
                    form);
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new CommandFailure(
                "The sessions in savepoint %s cannot be read or rewritten: %s"
                        .formatted(argument, root.getMessage()),
                "Name a savepoint of the main job (the folder with the file _metadata).",
                failure);
    }

    private static CommandFailure none(String argument, IOException cause) {
        return new CommandFailure(
                "There is no savepoint at " + argument,
                "Name the folder that 'flink stop' or 'flink savepoint' printed.",
                cause);
    }
}
