package dev.semsr.app.cli;

import dev.semsr.lab.importer.AmazonReviewsSource.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Imports Amazon reviews of 2014. */
@Command(
        name = "amazon-2014",
        description = "Import Amazon reviews of the 2014 release.",
        sortOptions = false)
final class ImportAmazon2014Command implements Runnable {

    @Mixin private AmazonFiles files;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(files.source(Edition.Y2014));
    }
}
