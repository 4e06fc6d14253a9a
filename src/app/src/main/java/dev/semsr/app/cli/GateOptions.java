package dev.semsr.app.cli;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.gate.GateReport;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a version is compared with the one that answers before it is published; a {@code Mixin}. */
final class GateOptions {

    @Option(
            names = "--held-out",
            paramLabel = "DATASET",
            description =
                    "Data set whose test part the version is compared on (default: the data set that"
                            + " has the model's name, if there is one).")
    private String heldOut;

    @Option(
            names = "--against",
            paramLabel = "VERSION",
            description =
                    "Version to compare with (default: the one with the largest share of the present"
                            + " rollout, if -b or --follow is given; else the newest in the"
                            + " store).")
    private String against;

    @Option(
            names = "--follow",
            description =
                    "Ask Kafka for the present rollout of the model, to compare with it; also without"
                            + " -b, at its default.")
    private boolean follow;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            defaultValue = "0.05",
            description =
                    "Share of each metric that may be lost, 0 to 1: Recall@20, MRR@20, coverage, and"
                            + " Recall@20 of items without clicks in training (${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(names = "--force", description = "Publish although a metric lost more.")
    private boolean force;

    @Mixin private ProtocolOptions protocol;

    @Mixin private RolloutTopicOptions rollouts;

    /**
     * Compares a version with the one that answers.
     *
     * @return empty if there is nothing to compare with or on; that is said
     */
    Optional<GateReport> compare(Artefact candidate, FileModelStore models, CommonOptions common) {
        Gate gate = common.checked(() -> new Gate(tolerance, force));
        Optional<String> running = running(candidate.manifest().name(), models);
        Optional<DatasetFolder> data = data(candidate.manifest().name(), common);
        if (running.isEmpty()) {
            common.terminal().note("It is the first version of its model: compared with nothing.");
            return Optional.empty();
        }
        if (data.isEmpty()) {
            common.terminal()
                    .note(
                            "Not compared with the running version: there is no data set '"
                                    + candidate.manifest().name()
                                    + "'. Name the held-out sessions with --held-out.");
            return Optional.empty();
        }
        Artefact other = models.open(candidate.manifest().name(), running.get());
        return Optional.of(gate.compare(candidate, other, data.get().load(), protocol, common));
    }

    private Optional<String> running(String model, FileModelStore models) {
        if (against != null) {
            return Optional.of(against);
        }
        Optional<String> followed =
                follow || rollouts.kafka().isNamed()
                        ? rollouts.open().newest(model).map(GateOptions::largest)
                        : Optional.empty();
        return followed.isPresent() ? followed : models.newestFirst(model).stream().findFirst();
    }

    /** The version that answers the largest share. */
    static String largest(Rollout rollout) {
        return rollout.answering()
                .max(Comparator.comparingDouble(VersionShare::weight))
                .orElseThrow()
                .version();
    }

    private Optional<DatasetFolder> data(String model, CommonOptions common) {
        if (heldOut != null) {
            return Optional.of(DatasetArgument.open(heldOut, common.home()));
        }
        return DatasetFolder.exists(common.home().datasets().resolve(model))
                ? Optional.of(DatasetArgument.open(model, common.home()))
                : Optional.empty();
    }
}
