package dev.semsr.jobs.filesystem;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * A folder in any file system that Flink can open. Paths below it have {@code /} between.
 *
 * @param address its URI, without a slash at the end
 */
public record RemoteFolder(String address) {

    /** Takes a slash off the end. */
    public RemoteFolder {
        address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** Whether a folder is named by a URI, not as one of this machine. */
    public static boolean isUri(String folder) {
        return folder.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*");
    }

    /**
     * What stands in a folder; empty if there is no such folder: some file systems say nothing
     * then, some fail.
     *
     * @throws IOException if the file system cannot be read
     */
    public Optional<List<FileStatus>> list(String below) throws IOException {
        try {
            return Optional.ofNullable(fileSystem().listStatus(path(below))).map(List::of);
        } catch (FileNotFoundException nothing) {
            return Optional.empty();
        }
    }

    /** Opens a file to read. */
    public InputStream open(String below) throws IOException {
        return fileSystem().open(path(below));
    }

    /** The file system that it is in. */
    public FileSystem fileSystem() throws IOException {
        return new Path(address).getFileSystem();
    }

    /** A file or folder below it, as Flink names it. */
    public Path path(String below) {
        return new Path(address + "/" + below);
    }
}
