package dev.semsr.core.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the next rollout out of the one that is. */
public final class RolloutOrder {

    private static final double WHOLE = 100;

    private RolloutOrder() {}

    /**
     * Gives a version a percentage of the sessions; the others share the rest as they do now.
     *
     * @param current what is now
     * @param version the version to roll out
     * @param percent its share, above 0 to 100; at 100 the other versions that answer leave
     */
    public static Rollout share(
            Rollout current, String version, double percent, Instant now, String reason) {
        if (!(percent > 0 && percent <= WHOLE)) {
            throw new InvalidRolloutException(
                    percent + " percent is not possible: above 0 to 100 is.");
        }
        List<VersionShare> versions = new ArrayList<>();
        versions.add(VersionShare.of(version, percent));
        List<VersionShare> others =
                current.answering().filter(share -> !share.version().equals(version)).toList();
        double weights = others.stream().mapToDouble(VersionShare::weight).sum();
        if (percent < WHOLE) {
            if (!(weights > 0)) {
                throw new InvalidRolloutException(
                        "No other version is there to take the other %s percent; roll out 100."
                                .formatted(WHOLE - percent));
            }
            for (VersionShare other : others) {
                versions.add(
                        VersionShare.of(
                                other.version(), (WHOLE - percent) * other.weight() / weights));
            }
        }
        current.shadows().filter(share -> !share.version().equals(version)).forEach(versions::add);
        return next(current, version, versions, now, reason);
    }

    /**
     * Lets a version score along; those that answer stay as they are, and so does what a rollback
     * leads to.
     */
    public static Rollout shadow(Rollout current, String version, Instant now, String reason) {
        if (current.answering().anyMatch(share -> share.version().equals(version))) {
            throw new InvalidRolloutException(
                    "Version " + version + " answers already; a shadow is one that does not.");
        }
        List<VersionShare> versions = new ArrayList<>(current.answering().toList());
        current.shadows().filter(share -> !share.version().equals(version)).forEach(versions::add);
        versions.add(VersionShare.shadow(version));
        return new Rollout(current.scope(), versions, current.previous(), now, reason);
    }

    /** Takes a version out that only scores along. */
    public static Rollout withoutShadow(
            Rollout current, String version, Instant now, String reason) {
        if (current.shadows().noneMatch(share -> share.version().equals(version))) {
            throw new InvalidRolloutException("Version " + version + " is no shadow now.");
        }
        List<VersionShare> versions =
                current.versions().stream()
                        .filter(share -> !share.version().equals(version))
                        .toList();
        return new Rollout(current.scope(), versions, current.previous(), now, reason);
    }

    /**
     * Goes back to the versions from before the newest one came. What is left becomes the previous,
     * so that a second rollback takes the first one back.
     *
     * @throws InvalidRolloutException if nothing was before
     */
    public static Rollout rollback(Rollout current, Instant now, String reason) {
        if (current.previous().isEmpty()) {
            throw new InvalidRolloutException(
                    "Nothing was before the rollout of "
                            + current.issuedAt()
                            + ": there is no version to go back to. Name one with 'rollout'.");
        }
        return new Rollout(current.scope(), current.previous(), current.versions(), now, reason);
    }

    /** While a version only changes its share, what was before it stays where a rollback leads. */
    private static Rollout next(
            Rollout current,
            String version,
            List<VersionShare> versions,
            Instant now,
            String reason) {
        boolean sameRollout =
                current.answering().anyMatch(share -> share.version().equals(version));
        List<VersionShare> before =
                current.versions().stream()
                        .filter(share -> !share.version().equals(version))
                        .toList();
        return new Rollout(
                current.scope(), versions, sameRollout ? current.previous() : before, now, reason);
    }
}
