package dev.semsr.app.cli;

import dev.semsr.model.artefact.Artefact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a version. */
@Command(
        name = "show",
        description = "Verify a version and show its manifest; exit code 1 if it is damaged.")
final class ModelsShowCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "NAME for its newest version, or NAME/VERSION.")
    private String model;

    @Mixin private StoreOptions store;

    @Option(names = "--json", description = "Print the manifest as JSON.")
    private boolean json;

    @Override
    public void run() {
        Artefact artefact = store.artefact(model, common.home());
        if (json) {
            common.terminal().json(artefact.manifest());
            return;
        }
        ManifestFields.of(artefact.manifest())
                .forEach((field, value) -> common.terminal().print("%-28s %s", field, value));
        common.terminal().print("%-28s %s", "folder", artefact.folder());
    }
}
