package dev.semsr.core.scoring;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes the ids of recommendations: the same click answered by the same model has the same id. */
public final class RecommendationId {

    private static final int BYTES = 16;

    private RecommendationId() {}

    /**
     * Hashes what an answer depends on.
     *
     * @param clickEventId event id of the answered click
     * @param modelVersion version of the model that answered
     * @param variant variant and backbone of that model
     * @return 32 hexadecimal digits: the first half of a SHA-256
     */
    public static String of(String clickEventId, String modelVersion, String variant) {
        MessageDigest digest = sha256();
        for (String part : new String[] {clickEventId, modelVersion, variant}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0); // so that no two triples join to the same bytes
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
