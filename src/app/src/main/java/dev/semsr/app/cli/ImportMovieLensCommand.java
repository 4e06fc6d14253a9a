package dev.semsr.app.cli;

import dev.semsr.lab.importer.MovieLensSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Import ratings of MovieLens. */
@Command(name = "movielens", description = "Import ratings of MovieLens.", sortOptions = false)
final class ImportMovieLensCommand implements Runnable {

    @Parameters(
            paramLabel = "RATINGS",
            description = "ratings.csv, or ratings.dat of the older sets.")
    private Path file;

    @Option(names = "--movies", paramLabel = "FILE", description = "movies.csv or movies.dat.")
    private Path movies;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new MovieLensSource(file, movies));
    }
}
