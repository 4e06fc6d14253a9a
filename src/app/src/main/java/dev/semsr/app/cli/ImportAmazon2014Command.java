package dev.semsr.app.cli;

import dev.semsr.lab.importer.AmazonReviewsSource;
import dev.semsr.lab.importer.AmazonReviewsSource.Edition;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Import Amazon reviews of the 2014 release. */
@Command(
        name = "amazon-2014",
        description = "Import Amazon reviews of the 2014 release.",
        sortOptions = false)
final class ImportAmazon2014Command implements Runnable {

    @Parameters(
            paramLabel = "REVIEWS",
            description = "File of reviews, JSON lines, gzipped or not.")
    private Path file;

    @Option(
            names = "--metadata",
            paramLabel = "FILE",
            description = "File of metadata, JSON lines: titles, brands, categories.")
    private Path metadata;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new AmazonReviewsSource(Edition.Y2014, file, metadata));
    }
}
