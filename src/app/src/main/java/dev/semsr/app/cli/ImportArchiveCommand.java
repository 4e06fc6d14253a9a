package dev.semsr.app.cli;

import dev.semsr.lab.importer.ArchiveSource;
import java.nio.file.Path;
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
                    + " a damaged file of erasures ends the import."
        })
final class ImportArchiveCommand implements Runnable {

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "Folder of the archive (default: archive below the home folder).")
    private Path folder;

    @Mixin private ArchiveWindowOptions archive;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        CommonOptions common = target.common();
        ArchiveSource source =
                archive.source(folder == null ? common.home().archive() : folder, null, common);
        target.run(source);
        ArchiveImport.tellErased(source, common);
    }
}
