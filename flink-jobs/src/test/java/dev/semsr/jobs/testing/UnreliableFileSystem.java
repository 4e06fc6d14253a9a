package dev.semsr.jobs.testing;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * The local file system as {@value #SCHEME}, which tests can make fail: as a whole, or for files
 * whose path ends in something.
 */
public final class UnreliableFileSystem extends LocalFileSystem {

    /** What its addresses begin with. */
    public static final String SCHEME = "unreliable";

    private static volatile String failing;
    private static volatile String notOpening;

    /** Everything works again. */
    public static void heal() {
        failing = null;
        notOpening = null;
    }

    /** Nothing works. */
    public static void failEverywhere() {
        failing = "";
    }

    /** What ends like this can be neither read nor written. */
    public static void failAt(String end) {
        failing = end;
    }

    /** What ends like this can be listed, but not read. */
    public static void failToOpen(String end) {
        notOpening = end;
    }

    /** The address of a folder of this machine. */
    public static String address(java.nio.file.Path folder) {
        return SCHEME + "://" + folder.toAbsolutePath();
    }

    private static void check(Path path) throws IOException {
        check(path, failing);
    }

    private static void check(Path path, String end) throws IOException {
        if (Optional.ofNullable(end).filter(path.getPath()::endsWith).isPresent()) {
            throw new IOException("connection refused: " + path);
        }
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        check(path);
        return super.getFileStatus(path);
    }

    @Override
    public boolean exists(Path path) throws IOException {
        check(path);
        return super.exists(path);
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        check(path);
        return super.listStatus(path);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        check(path);
        check(path, notOpening);
        return super.open(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        check(path);
        return super.create(path, mode);
    }
}
