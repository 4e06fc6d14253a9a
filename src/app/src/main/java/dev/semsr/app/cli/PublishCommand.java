package dev.semsr.app.cli;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a trained model into the store. */
@Command(
        name = "publish",
        description = "Put a trained model into the model store, where jobs find it.",
        footer = {"", "A published version never changes. It is verified and appears whole."})
final class PublishCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Parameters(
            paramLabel = "MODEL",
            description =
                    "Name of a model that was trained (its newest version is taken), or folder of an"
                            + " artefact.")
    private String model;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The model store (default: models below the home folder).")
    private Path store;

    @Option(names = "--json", description = "Print the manifest as JSON.")
    private boolean json;

    @Override
    public void run() {
        Path to = store == null ? common.home().models() : store;
        Artefact published = new FileModelStore(to).publish(artefact());
        Manifest manifest = published.manifest();
        if (json) {
            common.terminal().json(manifest);
        } else {
            common.terminal()
                    .print(
                            "%s (%s, %,d items) published to %s",
                            manifest.modelVersion(),
                            manifest.fullVariant(),
                            manifest.items(),
                            published.folder());
        }
    }

    private Path artefact() {
        Path folder = Path.of(model);
        return Files.isRegularFile(folder.resolve("manifest.json"))
                ? folder
                : TrainingFolder.of(common.home(), model).requireNewestArtefact();
    }
}
