package dev.semsr.model.encoder;

import dev.semsr.core.encoding.TextEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The start of a vector cache: what the file is, and which encoder's vectors are in it. */
final class VectorFileHeader {

    private static final byte[] MAGIC = "SEMSRVEC".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 1;

    private final ByteBuffer bytes;
    private final String encoder;

    private VectorFileHeader(ByteBuffer bytes, String encoder) {
        this.bytes = bytes;
        this.encoder = encoder;
    }

    static VectorFileHeader of(TextEncoder encoder) {
        byte[] name = encoder.name().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(MAGIC.length + 3 * Integer.BYTES + name.length)
                        .put(MAGIC)
                        .putInt(FORMAT)
                        .putInt(encoder.width())
                        .putInt(name.length)
                        .put(name)
                        .flip();
        return new VectorFileHeader(bytes, encoder.name());
    }

    /**
     * Checks the start of the file, or writes it if the file is new or broke off in it.
     *
     * @return where the records begin
     * @throws EncoderException if the file is something else
     */
    long readOrWrite(FileChannel channel, Path file) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(bytes.limit());
        while (found.hasRemaining() && channel.read(found, found.position()) >= 0) {
            // until the header or the file ends
        }
        found.flip();
        if (!found.equals(bytes.slice(0, found.limit()))) {
            throw new EncoderException(
                    file
                            + " does not hold the vectors of encoder "
                            + encoder
                            + ". Move it away or delete it; the texts are then encoded again.");
        }
        if (found.limit() < bytes.limit()) {
            ByteBuffer rest = bytes.duplicate().position(found.limit());
            while (rest.hasRemaining()) {
                channel.write(rest, rest.position());
            }
        }
        return bytes.limit();
    }
}
