package dev.semsr.app.cli;

import dev.semsr.jobs.filesystem.RemoteFolder;
import dev.semsr.jobs.modelstore.RemoteModelStore;
import dev.semsr.model.artefact.Artefact;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a published version to where jobs on other machines find it. */
@Command(
        name = "upload",
        description = "Copy a published version into a store that is named by a URI.",
        footer = {
            "",
            "URI is that of any file system that Flink can open, such as s3://bucket/models; its"
                    + " file system must be on the class path. The manifest is copied last: until"
                    + " then the version is not there for any job."
        })
final class ModelsUploadCommand implements Runnable {

    @Mixin private CommonOptions common;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "NAME for its newest version, or NAME/VERSION.")
    private String model;

    @Parameters(index = "1", paramLabel = "URI", description = "The store to copy to.")
    private String target;

    @Mixin private StoreOptions store;

    @Option(names = "--json", description = "Print the manifest as JSON.")
    private boolean json;

    @Override
    public void run() {
        if (!RemoteFolder.isUri(target)) {
            throw new CommandFailure(
                    "'" + target + "' is no URI.",
                    "Into a folder, publish with './semsr publish --store " + target + "'.");
        }
        Artefact artefact = store.artefact(model, common.home());
        Path unused = common.home().models(); // uploading fetches nothing
        String address = new RemoteModelStore(target, unused).upload(artefact);
        if (json) {
            common.terminal().json(artefact.manifest());
        } else {
            common.terminal().print("%s copied to %s", artefact.manifest().modelVersion(), address);
        }
    }
}
