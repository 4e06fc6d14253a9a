package dev.semsr.core.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Gives each session a version, by weighted rendezvous hashing: every version draws a number from
 * the session's id and its own name, the weight stretches it, the highest wins. The same session
 * gets the same version everywhere; when the weight of one version grows, sessions move to it and
 * none moves between the others.
 */
public final class VersionAssignment {

    private static final double UNIT = 0x1.0p-53;

    private VersionAssignment() {}

    /**
     * The version for a session.
     *
     * @param rollout which versions answer
     * @param sessionId the session
     * @param kept the version that the session has had so far; null if none. It stays while the
     *     rollout has it among those that answer.
     */
    public static String assign(Rollout rollout, String sessionId, String kept) {
        if (kept != null && rollout.share(kept).filter(share -> !share.shadow()).isPresent()) {
            return kept;
        }
        String best = null;
        double highest = Double.NEGATIVE_INFINITY;
        for (VersionShare share : rollout.versions()) {
            double drawn = share.weight() > 0 ? draw(sessionId, share) : Double.NEGATIVE_INFINITY;
            if (drawn > highest) {
                highest = drawn;
                best = share.version();
            }
        }
        return best;
    }

    /** The higher the weight, the higher the number is likely to be. */
    private static double draw(String sessionId, VersionShare share) {
        return share.weight() / -Math.log(uniform(sessionId, share.version()));
    }

    /** A number from 0 to 1, without the ends, that looks random. */
    private static double uniform(String sessionId, String version) {
        MessageDigest digest = sha256();
        digest.update(sessionId.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0); // so that no two pairs join to the same bytes
        digest.update(version.getBytes(StandardCharsets.UTF_8));
        long bits = ByteBuffer.wrap(digest.digest()).getLong() >>> 11;
        return (bits + 0.5) * UNIT;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
