package dev.semsr.core.rollout;

import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.RolloutVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which versions of a model answer, and which only score along.
 *
 * @param scope name of the model
 * @param versions the versions that take part, each once
 * @param previous the versions from before the newest one came; empty if there were none
 * @param issuedAt when it was ordered
 * @param reason why, for people; may be null
 */
public record Rollout(
        String scope,
        List<VersionShare> versions,
        List<VersionShare> previous,
        Instant issuedAt,
        String reason) {

    /** Checks that somebody answers and nobody stands there twice. */
    public Rollout {
        versions = List.copyOf(versions);
        previous = List.copyOf(previous);
        issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
        if (scope.isBlank()) {
            throw new InvalidRolloutException("The rollout names no model.");
        }
        requireServing("The rollout", versions);
        if (!previous.isEmpty()) {
            requireServing("The 'previous' part of the rollout", previous);
        }
    }

    /**
     * The rollout in a record.
     *
     * @throws InvalidRolloutException if it cannot be followed
     */
    public static Rollout of(ModelRollout rollout) {
        return new Rollout(
                rollout.getScope(),
                shares(rollout.getVersions()),
                shares(rollout.getPrevious()),
                rollout.getIssuedAt(),
                rollout.getReason());
    }

    /** The record that says this. */
    public ModelRollout toRecord() {
        return new ModelRollout(scope, records(versions), records(previous), issuedAt, reason);
    }

    /** The part of a version; empty if it takes no part. */
    public Optional<VersionShare> share(String version) {
        return versions.stream().filter(share -> share.version().equals(version)).findFirst();
    }

    /** The versions that answer, those without new sessions included. */
    public Stream<VersionShare> answering() {
        return versions.stream().filter(share -> !share.shadow());
    }

    /** The versions that only score along. */
    public Stream<VersionShare> shadows() {
        return versions.stream().filter(VersionShare::shadow);
    }

    /** What was before, as a rollout of its own time; empty if nothing was. */
    public Optional<Rollout> before() {
        return previous.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rollout(scope, previous, List.of(), issuedAt, reason));
    }

    private static void requireServing(String what, List<VersionShare> versions) {
        Set<String> names = new HashSet<>();
        for (VersionShare share : versions) {
            if (!names.add(share.version())) {
                throw new InvalidRolloutException(
                        what + " names version " + share.version() + " twice.");
            }
        }
        if (versions.stream().noneMatch(share -> share.weight() > 0)) {
            throw new InvalidRolloutException(
                    what
                            + " has no version that answers: one at least must be no shadow and"
                            + " have a weight above 0.");
        }
    }

    private static List<VersionShare> shares(List<RolloutVersion> records) {
        return records.stream().map(VersionShare::of).toList();
    }

    private static List<RolloutVersion> records(List<VersionShare> shares) {
        return shares.stream().map(VersionShare::toRecord).toList();
    }
}
