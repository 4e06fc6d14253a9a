package dev.semsr.app.cli;

import dev.semsr.lab.importer.ArchiveSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Imports the archive of ended sessions. */
@Command(
        name = "archive",
        description =
                "Import sessions of live shoppers from what 'semsr jobs archive' has written.",
        sortOptions = false,
        footer = {
            "",
            "Sessions that are to be forgotten are left out. Files that are still being written"
                    + " are not read. Of a damaged file, what stands before the damage is taken;"
                    + " a damaged file of erasures ends the import.",
            "The options of Kafka are for --items-topic."
        })
final class ImportArchiveCommand implements Runnable {

    @Parameters(
            paramLabel = "FOLDER|URI",
            arity = "0..1",
            description = "The archive: " + ArchiveArgument.FORMS)
    private String folder;

    @Mixin private ArchiveWindowOptions archive;

    @Mixin private KafkaOptions kafka;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        CommonOptions common = target.common();
        ArchiveSource source =
                archive.source(ArchiveArgument.of(folder, common.home()), null, kafka, common);
        target.run(source);
        ArchiveImport.tellErased(source, common);
    }
}
