package dev.semsr.jobs.testing;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

/** Makes {@link UnreliableFileSystem} known to Flink; found as a service on the class path. */
public final class UnreliableFileSystemFactory implements FileSystemFactory {

    @Override
    public String getScheme() {
        return UnreliableFileSystem.SCHEME;
    }

    @Override
    public FileSystem create(URI address) {
        return new UnreliableFileSystem();
    }
}
