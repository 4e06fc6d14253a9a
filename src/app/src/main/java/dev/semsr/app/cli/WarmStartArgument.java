package dev.semsr.app.cli;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.training.WarmStart;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The version that a training begins from as people name it: a version of the same model in the
 * store, {@code NAME/VERSION} of another, {@code latest}, or the folder of an artefact.
 */
final class WarmStartArgument {

    private static final String LATEST = "latest";

    private WarmStartArgument() {}

    /**
     * Opens the version, verified.
     *
     * @param model name of the model that is to be trained
     * @throws CommandFailure if it cannot be begun from
     */
    static WarmStart open(String argument, String model, FileModelStore store) {
        Artefact artefact = artefact(argument, model, store);
        try {
            return new WarmStart(artefact);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage(), "Train without --warm-start.", e);
        }
    }

    private static Artefact artefact(String argument, String model, FileModelStore store) {
        Path folder = Path.of(argument);
        if (Files.isRegularFile(folder.resolve("manifest.json"))) {
            return Artefact.open(folder);
        }
        int slash = argument.indexOf('/');
        String name = slash < 0 ? model : argument.substring(0, slash);
        String version = argument.substring(slash + 1);
        return version.equals(LATEST) ? store.openLatest(name) : store.open(name, version);
    }
}
