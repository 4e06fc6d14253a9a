package dev.semsr.app.cli;

import dev.semsr.app.archive.RemoteArchive;
import dev.semsr.jobs.filesystem.RemoteFolder;
import dev.semsr.lab.archive.ArchiveOnDisk;
import dev.semsr.lab.archive.ArchiveStorage;
import java.nio.file.Path;

/** The archive as it is named on the command line: a folder, or a URI that Flink can read. */
final class ArchiveArgument {

    /** For help texts, after what says which argument it is. */
    static final String FORMS =
            "a folder, or a URI of any file system that Flink can open, such as"
                    + " s3://bucket/archive, which must be on the class path (default: archive below"
                    + " the home folder).";

    private ArchiveArgument() {}

    /**
     * The archive that an argument names.
     *
     * @param argument null or empty for the one below the home folder
     */
    static ArchiveStorage of(String argument, HomeFolders home) {
        if (argument != null && RemoteFolder.isUri(argument)) {
            return new RemoteArchive(argument);
        }
        Path folder = argument == null || argument.isEmpty() ? home.archive() : Path.of(argument);
        return new ArchiveOnDisk(folder.toAbsolutePath().normalize());
    }
}
