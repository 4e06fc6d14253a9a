package dev.semsr.app.cli;

import dev.semsr.lab.importer.RetailRocketSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Import events of the Retailrocket shop. */
@Command(
        name = "retailrocket",
        description = "Import events of the Retailrocket shop.",
        sortOptions = false)
final class ImportRetailRocketCommand implements Runnable {

    @Parameters(paramLabel = "EVENTS", description = "events.csv, gzipped or not.")
    private Path file;

    @Mixin private SessionGap gap;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new RetailRocketSource(file), gap.duration());
    }
}
