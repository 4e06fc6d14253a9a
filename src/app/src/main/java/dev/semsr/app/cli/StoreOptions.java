package dev.semsr.app.cli;

import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model store; a {@code Mixin}. */
final class StoreOptions {

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "The model store (default: models below the home folder).")
    private Path store;

    /** The store. */
    FileModelStore open(HomeFolders home) {
        return new FileModelStore(store == null ? home.models() : store);
    }

    /** A version that is named as NAME for its newest, or NAME/VERSION; verified. */
    Artefact artefact(String named, HomeFolders home) {
        int slash = named.indexOf('/');
        return slash < 0
                ? open(home).openLatest(named)
                : open(home).open(named.substring(0, slash), named.substring(slash + 1));
    }
}
