package dev.semsr.app.cli;

import dev.semsr.lab.importer.YoochooseSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Import clicks of the RecSys Challenge 2015. */
@Command(
        name = "yoochoose",
        description = "Import clicks of the RecSys Challenge 2015.",
        sortOptions = false)
final class ImportYoochooseCommand implements Runnable {

    @Parameters(paramLabel = "CLICKS", description = "yoochoose-clicks.dat, gzipped or not.")
    private Path file;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new YoochooseSource(file));
    }
}
