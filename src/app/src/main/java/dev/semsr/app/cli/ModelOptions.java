package dev.semsr.app.cli;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.DeviceScorer;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model, published or only trained; a {@code Mixin}. */
public final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "NAME for its latest version in the store, NAME/VERSION, or the folder of an"
                            + " artefact (default: the only model in the store).")
    private String model;

    @Option(
            names = "--trained",
            paramLabel = "MODEL",
            description = "Instead: what the newest training of this model made, published or not.")
    private String trained;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The model store (default: models below the home folder).")
    private Path store;

    /** Verifies the model and loads it onto the device; the caller closes it. */
    DeviceScorer load(HomeFolders home) {
        return DeviceScorer.load(open(home));
    }

    /** Another model of the store, or the folder of an artefact. */
    DeviceScorer loadOther(String named, HomeFolders home) {
        return DeviceScorer.load(named(named, home));
    }

    private Artefact open(HomeFolders home) {
        if (trained != null) {
            return Artefact.open(TrainingFolder.of(home, trained).requireNewestArtefact());
        }
        FileModelStore models = new FileModelStore(store == null ? home.models() : store);
        return named(model == null ? onlyModel(models) : model, home);
    }

    private Artefact named(String named, HomeFolders home) {
        FileModelStore models = new FileModelStore(store == null ? home.models() : store);
        if (Files.isRegularFile(Path.of(named, "manifest.json"))) {
            return Artefact.open(Path.of(named));
        }
        int slash = named.indexOf('/');
        return slash < 0
                ? models.openLatest(named)
                : models.open(named.substring(0, slash), named.substring(slash + 1));
    }

    /** The name of the only model in a store; with none or several, a person has to say which. */
    static String onlyModel(FileModelStore models) {
        return switch (models.names().size()) {
            case 0 ->
                    throw new CommandFailure(
                            "There is no model in the store",
                            "Train one with 'semsr train DATASET --publish', or name another"
                                    + " --store.");
            case 1 -> models.names().get(0);
            default ->
                    throw new CommandFailure(
                            "There are several models in the store: "
                                    + String.join(", ", models.names()),
                            "Name one with --model, or --model.name for a job.");
        };
    }
}
