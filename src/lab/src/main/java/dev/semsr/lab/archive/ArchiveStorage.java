package dev.semsr.lab.archive;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where an archive lies: a disk of this machine, or a store that others keep. */
public interface ArchiveStorage {

    /** Where it is, for people. */
    String address();

    /**
     * Names of what stands in a folder; empty if there is no such folder.
     *
     * @param folder its path below the archive, with {@code /} between
     * @throws ArchiveException if the storage cannot be read now
     */
    Optional<List<String>> list(String folder);

    /**
     * Brings a file to this machine. Close what comes.
     *
     * @param name its path below the archive, with {@code /} between
     * @throws ArchiveException if the storage cannot be read now: that is no damage of the file
     */
    LocalCopy fetch(String name);

    /** A file on this machine, for as long as it is not closed. */
    interface LocalCopy extends Closeable {

        /** Where it lies. */
        Path path();
    }
}
