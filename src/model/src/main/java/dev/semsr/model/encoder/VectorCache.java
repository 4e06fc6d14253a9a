package dev.semsr.model.encoder;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.core.encoding.TextHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors on disk by the hash of their text, one file an encoder. The file only grows, by whole
 * records with a checksum each: what a crash left half-written is cut off at the next start, and
 * what was damaged is encoded again. One process at a time writes a file. Not thread-safe.
 */
public final class VectorCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VectorCache.class);

    private static final int RECORDS_AT_ONCE = 1024;

    private final Path file;
    private final FileChannel channel;
    private final VectorRecord layout;
    private final Map<TextHash, Long> positions = new HashMap<>();
    private long end;

    private VectorCache(Path file, FileChannel channel, VectorRecord layout) {
        this.file = file;
        this.channel = channel;
        this.layout = layout;
    }

    /**
     * Opens the cache of an encoder, an empty one if there is none.
     *
     * @param folder folder of the caches of all encoders
     * @throws EncoderException if another process uses it, or the file is not this encoder's
     */
    public static VectorCache open(Path folder, TextEncoder encoder) {
        Path file = folder.resolve(encoder.name().replaceAll("[^A-Za-z0-9.-]+", "_") + ".vectors");
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            lock(file, channel);
            VectorCache cache = new VectorCache(file, channel, new VectorRecord(encoder.width()));
            cache.load(VectorFileHeader.of(encoder));
            return cache;
        } catch (IOException e) {
            throw closing(channel, new UncheckedIOException("Opening " + file, e));
        } catch (RuntimeException e) {
            throw closing(channel, e);
        }
    }

    /** Number of texts whose vectors are here. */
    public int size() {
        return positions.size();
    }

    /** Whether the vector of a text is here. */
    public boolean contains(TextHash text) {
        return positions.containsKey(text);
    }

    /** The vector of a text; null if it is not here. */
    public float[] get(TextHash text) {
        Long position = positions.get(text);
        if (position == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(layout.bytes());
        try {
            if (fill(bytes, position) < layout.bytes()) {
                throw new IOException("The file is shorter than before");
            }
            return layout.vector(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + file, e);
        }
    }

    /** Adds the vectors of texts; when it returns they are on the disk. */
    public void add(List<TextHash> texts, List<float[]> vectors) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(texts.size(), layout.bytes()));
        for (int i = 0; i < texts.size(); i++) {
            layout.write(texts.get(i), vectors.get(i), bytes);
        }
        bytes.flip();
        try {
            for (long at = end; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing " + file, e);
        }
        for (TextHash text : texts) {
            positions.put(text, end);
            end += layout.bytes();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Closing " + file, e);
        }
    }

    private void load(VectorFileHeader header) throws IOException {
        end = header.readOrWrite(channel, file);
        ByteBuffer batch = ByteBuffer.allocate(RECORDS_AT_ONCE * layout.bytes());
        int damaged = 0;
        while (fill(batch.clear(), end) >= layout.bytes()) {
            for (int at = 0; at + layout.bytes() <= batch.limit(); at += layout.bytes()) {
                damaged += index(batch.slice(at, layout.bytes())) ? 0 : 1;
            }
        }
        long incomplete = channel.size() - end;
        if (damaged > 0 || incomplete > 0) {
            LOG.warn(
                    "{}: {} records are damaged and {} bytes incomplete; those texts are encoded"
                            + " again",
                    file,
                    damaged,
                    incomplete);
            channel.truncate(end);
        }
    }

    private boolean index(ByteBuffer record) {
        boolean whole = layout.isWhole(record);
        if (whole) {
            positions.put(TextHash.read(record), end);
        }
        end += layout.bytes();
        return whole;
    }

    /** Reads until the buffer is full or the file ends; returns how much. */
    private int fill(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return bytes.flip().limit();
    }

    private static void lock(Path file, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // held inside this process
        }
        if (lock == null) {
            throw new EncoderException(
                    "The vector cache " + file + " is in use. Wait until the other run has ended.");
        }
    }

    private static RuntimeException closing(FileChannel channel, RuntimeException failure) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }
}
