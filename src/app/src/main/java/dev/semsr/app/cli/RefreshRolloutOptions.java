package dev.semsr.app.cli;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.model.artefact.FileModelStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and how a refresh ends in a rollout; a {@code Mixin}. */
final class RefreshRolloutOptions {

    private static final double WHOLE = 100;

    @Option(
            names = "--percent",
            paramLabel = "P",
            defaultValue = "100",
            description =
                    "Share of the sessions that the new version answers, above 0 to 100"
                            + " (${DEFAULT-VALUE}).")
    private double percent;

    @Option(
            names = "--no-rollout",
            description =
                    "End when the version is published. Kafka is not asked for what answers: it is"
                            + " taken to be the newest version in the store.")
    private boolean without;

    @Mixin private RolloutOptions rollouts;

    /** How to reach the cluster, rollout or not. */
    KafkaOptions kafka() {
        return rollouts.kafka();
    }

    /** Whether there is to be a rollout. */
    boolean isWanted() {
        return !without;
    }

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is none
     */
    double checked() {
        if (!(percent > 0 && percent <= WHOLE)) {
            throw new IllegalArgumentException("--percent must be above 0, to 100");
        }
        return percent;
    }

    /** The version that answers: that of the rollout, else the newest in the store. */
    Optional<String> running(String model, FileModelStore models) {
        Optional<String> rolledOut =
                without ? Optional.empty() : rollouts.newest(model).map(GateOptions::largest);
        return rolledOut.isPresent() ? rolledOut : models.newestFirst(model).stream().findFirst();
    }

    /**
     * Orders the rollout of a version, which may have been ordered before, and waits if that was
     * asked for.
     *
     * @param before the version that answered so far; null for none
     */
    Rollout order(String model, String version, String before, Terminal terminal)
            throws InterruptedException {
        return rollouts.order(model, current -> next(model, current, version, before), terminal);
    }

    private Rollout next(String model, Optional<Rollout> current, String version, String before) {
        Instant now = Instant.now();
        if (current.isEmpty() && before == null) {
            return rollout(model, version, now);
        }
        Rollout base = current.orElseGet(() -> rollout(model, before, now));
        return RolloutOrder.share(undecided(base, version), version, percent, now, "refresh");
    }

    /**
     * The rollout without versions that an earlier refresh has tried on a part of the sessions:
     * only the one with the largest share goes on beside the new one. Else each night would leave
     * one more loaded in every process.
     */
    static Rollout undecided(Rollout current, String version) {
        String largest = GateOptions.largest(current);
        if (current.answering().anyMatch(share -> share.version().equals(version))) {
            return current;
        }
        List<VersionShare> versions =
                current.versions().stream()
                        .filter(share -> share.shadow() || share.version().equals(largest))
                        .toList();
        return new Rollout(
                current.scope(),
                versions,
                current.previous(),
                current.issuedAt(),
                current.reason());
    }

    private static Rollout rollout(String model, String version, Instant now) {
        return new Rollout(
                model, List.of(VersionShare.of(version, WHOLE)), List.of(), now, "refresh");
    }
}
