package dev.semsr.core.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a text: tells whether a text has changed since it was encoded.
 *
 * @param a first 8 bytes
 * @param b next 8 bytes
 * @param c next 8 bytes
 * @param d last 8 bytes
 */
public record TextHash(long a, long b, long c, long d) {

    /** Length in bytes. */
    public static final int BYTES = 32;

    /** The hash of a text's UTF-8 bytes. */
    public static TextHash of(String text) {
        try {
            return read(
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Reads 32 bytes. */
    public static TextHash read(ByteBuffer bytes) {
        return new TextHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** Writes 32 bytes. */
    public void write(ByteBuffer bytes) {
        bytes.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    /** The 64 hexadecimal digits, as in {@code ItemVector.text_hash}. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
