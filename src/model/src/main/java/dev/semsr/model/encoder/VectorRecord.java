package dev.semsr.model.encoder;

import dev.semsr.core.encoding.TextHash;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record of a vector cache: the hash of the text, the vector, the checksum of both.
 *
 * @param width components of the vector
 */
record VectorRecord(int width) {

    /** Length of every record. */
    int bytes() {
        return checksumAt() + Integer.BYTES;
    }

    /** Appends a record. */
    void write(TextHash text, float[] vector, ByteBuffer to) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "A vector of width " + vector.length + " does not fit width " + width);
        }
        int start = to.position();
        text.write(to);
        for (float value : vector) {
            to.putFloat(value);
        }
        to.putInt(checksum(to.slice(start, checksumAt())));
    }

    /** Whether the checksum fits the record, which is all that the buffer holds. */
    boolean isWhole(ByteBuffer record) {
        return checksum(record.slice(0, checksumAt())) == record.getInt(checksumAt());
    }

    /** The vector of the record, which is all that the buffer holds. */
    float[] vector(ByteBuffer record) {
        float[] vector = new float[width];
        record.slice(TextHash.BYTES, width * Float.BYTES).asFloatBuffer().get(vector);
        return vector;
    }

    private int checksumAt() {
        return TextHash.BYTES + width * Float.BYTES;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
