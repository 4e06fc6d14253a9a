package dev.semsr.app.cli;

import dev.semsr.lab.importer.OttoSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Import sessions of OTTO's challenge. */
@Command(name = "otto", description = "Import sessions of OTTO's challenge.", sortOptions = false)
final class ImportOttoCommand implements Runnable {

    @Parameters(paramLabel = "SESSIONS", description = "File of JSON lines, gzipped or not.")
    private Path file;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new OttoSource(file));
    }
}
