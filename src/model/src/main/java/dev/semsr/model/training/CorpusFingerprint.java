package dev.semsr.model.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash by which two corpora can be told apart. */
final class CorpusFingerprint {

    private final MessageDigest digest;

    private CorpusFingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(Corpus corpus) {
        try {
            CorpusFingerprint fingerprint =
                    new CorpusFingerprint(MessageDigest.getInstance("SHA-256"));
            fingerprint.add(corpus);
            return HexFormat.of().formatHex(fingerprint.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void add(Corpus corpus) {
        corpus.itemIds().forEach(id -> add(id));
        corpus.sessions().forEach(session -> add(session));
        for (Example example : corpus.validation()) {
            add(example.prefix());
            add(new int[] {example.target()});
        }
        add(String.valueOf(corpus.encoder()));
        if (corpus.text() != null) {
            add(corpus.text().values());
        }
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(new int[] {bytes.length});
        digest.update(bytes);
    }

    private void add(int[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * (values.length + 1)).putInt(values.length);
        bytes.asIntBuffer().put(values);
        digest.update(bytes.array());
    }

    private void add(float[] values) {
        int chunk = 1 << 20;
        for (int from = 0; from < values.length; from += chunk) {
            int count = Math.min(chunk, values.length - from);
            ByteBuffer bytes = ByteBuffer.allocate(4 * count);
            bytes.asFloatBuffer().put(values, from, count);
            digest.update(bytes.array());
        }
    }
}
