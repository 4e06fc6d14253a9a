package dev.semsr.app.cli;

import dev.semsr.lab.importer.AmazonM2Source;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Import sessions of Amazon-M2, the KDD Cup 2023. */
@Command(
        name = "amazon-m2",
        description = "Import sessions of Amazon-M2, the KDD Cup 2023.",
        sortOptions = false)
final class ImportAmazonM2Command implements Runnable {

    @Parameters(paramLabel = "SESSIONS", description = "sessions_train.csv, gzipped or not.")
    private Path file;

    @Option(names = "--products", paramLabel = "FILE", description = "products_train.csv.")
    private Path products;

    @Option(
            names = "--locale",
            paramLabel = "CODE",
            description = "Take this locale only, such as UK (default: all).")
    private String locale;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new AmazonM2Source(file, products, locale));
    }
}
