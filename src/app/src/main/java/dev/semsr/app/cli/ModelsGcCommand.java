package dev.semsr.app.cli;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.model.artefact.FileModelStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes old versions. */
@Command(
        name = "gc",
        description = "Delete old versions of a model from the store.",
        sortOptions = false,
        footer = {
            "",
            "Kept are the newest versions, those of the present rollout, and those that a rollback"
                    + " would go back to. Intact or not makes no difference."
        })
final class ModelsGcCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "Name of the model.")
    private String model;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the newest versions to keep, at least 1 (${DEFAULT-VALUE}).")
    private int keep;

    @Option(
            names = "--no-rollouts",
            description =
                    "Do not ask Kafka which versions answer, as for jobs that follow no rollouts.")
    private boolean noRollouts;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    @Mixin private StoreOptions store;

    @Mixin private RolloutTopicOptions rollouts;

    @Override
    public void run() {
        common.checked(
                () -> {
                    if (keep < 1) {
                        throw new IllegalArgumentException("--keep must be at least 1");
                    }
                    return keep;
                });
        FileModelStore models = store.open(common.home());
        Set<String> used = noRollouts ? Set.of() : used();
        List<String> old =
                models.newestFirst(model).stream()
                        .skip(keep)
                        .filter(version -> !used.contains(version))
                        .toList();
        for (String version : old) {
            if (!dryRun) {
                models.delete(model, version);
            }
            common.terminal()
                    .print("%s/%s %s", model, version, dryRun ? "would be deleted" : "deleted");
        }
        if (old.isEmpty()) {
            common.terminal().note("There is nothing to delete.");
        }
    }

    private Set<String> used() {
        Set<String> used = new HashSet<>();
        rollouts.open()
                .newest(model)
                .map(ModelsGcCommand::versions)
                .orElseGet(Stream::empty)
                .map(VersionShare::version)
                .forEach(used::add);
        return used;
    }

    private static Stream<VersionShare> versions(Rollout rollout) {
        return Stream.concat(rollout.versions().stream(), rollout.previous().stream());
    }
}
