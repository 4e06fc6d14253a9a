package dev.semsr.app.cli;

import dev.semsr.lab.importer.AmazonReviewsSource;
import dev.semsr.lab.importer.AmazonReviewsSource.Edition;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files of an Amazon release: the same arguments for all three. */
final class AmazonFiles {

    @Parameters(
            paramLabel = "REVIEWS",
            description = "File of reviews, JSON lines, gzipped or not.")
    private Path reviews;

    @Option(
            names = "--metadata",
            paramLabel = "FILE",
            description = "File of metadata, JSON lines: titles, brands, categories.")
    private Path metadata;

    AmazonReviewsSource source(Edition edition) {
        return new AmazonReviewsSource(edition, reviews, metadata);
    }
}
