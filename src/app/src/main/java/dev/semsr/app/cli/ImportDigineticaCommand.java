package dev.semsr.app.cli;

import dev.semsr.lab.importer.DigineticaSource;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Import views of the CIKM Cup 2016. */
@Command(
        name = "diginetica",
        description = "Import views of the CIKM Cup 2016.",
        sortOptions = false)
final class ImportDigineticaCommand implements Runnable {

    @Parameters(paramLabel = "VIEWS", description = "train-item-views.csv, gzipped or not.")
    private Path file;

    @Option(names = "--categories", paramLabel = "FILE", description = "product-categories.csv.")
    private Path categories;

    @Option(
            names = "--products",
            paramLabel = "FILE",
            description = "products.csv, with the (hashed) words of names.")
    private Path products;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(new DigineticaSource(file, categories, products));
    }
}
