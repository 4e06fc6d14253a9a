package dev.semsr.app.cli;

import dev.semsr.lab.gate.GateReport;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a trained model into the store, if it is no worse than what answers now. */
@Command(
        name = "publish",
        description = "Put a trained model into the model store, where jobs find it.",
        sortOptions = false,
        footer = {
            "",
            "A published version never changes. It is verified and appears whole. Before, it is"
                    + " compared with the version that answers, on sessions that neither should"
                    + " have learned; a drop beyond the tolerance is refused (exit code 1). The"
                    + " report lies beside the artefact, as VERSION.publish.json."
        })
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

    @Mixin private GateOptions gate;

    @Option(names = "--json", description = "Print the manifest as JSON.")
    private boolean json;

    @Override
    public void run() {
        FileModelStore models = new FileModelStore(store == null ? common.home().models() : store);
        Artefact candidate = Artefact.open(artefact());
        models.requireNew(candidate.manifest());
        Optional<GateReport> report = gate.compare(candidate, models, common);
        report.ifPresent(compared -> Gate.judge(compared, candidate.folder(), common.terminal()));
        Artefact published = models.publish(candidate.folder());
        report.ifPresent(compared -> Gate.write(compared, published.folder()));
        print(published);
    }

    private void print(Artefact published) {
        Manifest manifest = published.manifest();
        if (json) {
            common.terminal().json(manifest);
            return;
        }
        common.terminal()
                .print(
                        "%s (%s, %,d items) published to %s",
                        manifest.modelVersion(),
                        manifest.fullVariant(),
                        manifest.items(),
                        published.folder());
    }

    private Path artefact() {
        Path folder = Path.of(model);
        return Files.isRegularFile(folder.resolve("manifest.json"))
                ? folder
                : TrainingFolder.of(common.home(), model).requireNewestArtefact();
    }
}
