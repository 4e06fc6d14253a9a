package dev.semsr.core.rollout;

import dev.semsr.schemas.RolloutVersion;

/**
 * A model version's part in a rollout.
 *
 * @param version version of the model, without the model's name
 * @param weight share of the sessions, relative to the other weights; 0 for a shadow
 * @param shadow whether the version only scores along
 */
public record VersionShare(String version, double weight, boolean shadow) {

    /** Checks the weight; a shadow has none. */
    public VersionShare {
        if (version == null || version.isBlank()) {
            throw new InvalidRolloutException("A version of the rollout has no name.");
        }
        if (!Double.isFinite(weight) || weight < 0) {
            throw new InvalidRolloutException(
                    "Version %s has the weight %s; it must be 0 or more."
                            .formatted(version, weight));
        }
        weight = shadow ? 0 : weight;
    }

    /** A version that answers. */
    public static VersionShare of(String version, double weight) {
        return new VersionShare(version, weight, false);
    }

    /** A version that only scores along. */
    public static VersionShare shadow(String version) {
        return new VersionShare(version, 0, true);
    }

    static VersionShare of(RolloutVersion version) {
        return new VersionShare(version.getVersion(), version.getWeight(), version.getShadow());
    }

    RolloutVersion toRecord() {
        return new RolloutVersion(version, weight, shadow);
    }
}
