package dev.semsr.app.chaos;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system, which is read-only or full while its fault is on. */
final class FaultyFileSystem extends LocalFileSystem {

    static final String SCHEME = "faulty";
    private static final URI ADDRESS = URI.create(SCHEME + ":///");

    private final FaultSwitches switches;

    FaultyFileSystem(FaultSwitches switches) {
        this.switches = switches;
    }

    @Override
    public URI getUri() {
        return ADDRESS;
    }

    @Override
    public FSDataOutputStream create(Path file, WriteMode mode) throws IOException {
        checkWritable(file);
        return new FillingStream(super.create(file, mode), file);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        if (!exists(folder)) {
            checkWritable(folder);
        }
        return super.mkdirs(folder);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        checkWritable(to);
        return super.rename(from, to);
    }

    private void checkWritable(Path file) throws IOException {
        if (switches.anyOf(FaultKind.READ_ONLY_STORAGE).isPresent()) {
            throw new IOException("Injected: " + file + ": Read-only file system");
        }
    }

    /** A file on a device that may be full. */
    private final class FillingStream extends FSDataOutputStream {

        private final FSDataOutputStream real;
        private final Path file;

        FillingStream(FSDataOutputStream real, Path file) {
            this.real = real;
            this.file = file;
        }

        private void checkSpace() throws IOException {
            if (switches.anyOf(FaultKind.FULL_STORAGE).isPresent()) {
                throw new IOException("Injected: " + file + ": No space left on device");
            }
        }

        @Override
        public void write(int value) throws IOException {
            checkSpace();
            real.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            checkSpace();
            real.write(bytes, from, length);
        }

        @Override
        public long getPos() throws IOException {
            return real.getPos();
        }

        @Override
        public void flush() throws IOException {
            real.flush();
        }

        @Override
        public void sync() throws IOException {
            checkSpace();
            real.sync();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
