package dev.semsr.app.archive;

import dev.semsr.jobs.filesystem.RemoteFolder;
import dev.semsr.lab.archive.ArchiveException;
import dev.semsr.lab.archive.ArchiveStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * An archive in any file system that Flink can open. A file is copied to this machine whole before
 * it is read, so that a connection that breaks is not taken for damage, and removed once it is
 * read: one file at a time needs room here.
 */
public final class RemoteArchive implements ArchiveStorage {

    private final RemoteFolder folder;

    /**
     * An archive.
     *
     * @param uri where the archive job writes, such as {@code s3://bucket/archive}
     */
    public RemoteArchive(String uri) {
        folder = new RemoteFolder(uri);
    }

    @Override
    public String address() {
        return folder.address();
    }

    @Override
    public Optional<List<String>> list(String below) {
        try {
            return folder.list(below)
                    .map(found -> found.stream().map(file -> file.getPath().getName()).toList());
        } catch (IOException e) {
            throw unreachable("cannot list '" + below + "'", e);
        }
    }

    @Override
    public LocalCopy fetch(String name) {
        try {
            Path copy = Files.createTempFile("semsr-archive-", ".avro");
            copy(name, copy);
            return new Fetched(copy);
        } catch (IOException e) {
            throw unreachable("cannot fetch " + name, e);
        }
    }

    private void copy(String name, Path target) throws IOException {
        try (InputStream in = folder.open(name)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private ArchiveException unreachable(String what, IOException cause) {
        return new ArchiveException(
                "Archive %s: %s (%s). Check that it is up, the URI, the credentials, and that its file system is on the class path."
                        .formatted(folder.address(), what, cause),
                cause);
    }

    private record Fetched(Path path) implements LocalCopy {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }
}
