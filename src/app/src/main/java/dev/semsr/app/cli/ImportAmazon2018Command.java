package dev.semsr.app.cli;

import dev.semsr.lab.importer.AmazonReviewsSource.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Imports Amazon reviews of 2018. */
@Command(
        name = "amazon-2018",
        description = "Import Amazon reviews of the 2018 release.",
        sortOptions = false)
final class ImportAmazon2018Command implements Runnable {

    @Mixin private AmazonFiles files;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(files.source(Edition.Y2018));
    }
}
