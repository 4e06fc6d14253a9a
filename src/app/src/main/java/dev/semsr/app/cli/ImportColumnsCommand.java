package dev.semsr.app.cli;

import dev.semsr.lab.importer.ColumnsSource;
import dev.semsr.lab.importer.ColumnsSource.Columns;
import dev.semsr.lab.importer.ColumnsSource.TimeFormat;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Import any CSV file by the names of its columns. */
@Command(
        name = "columns",
        description = "Import any CSV file by the names of its columns.",
        sortOptions = false)
final class ImportColumnsCommand implements Runnable {

    @Parameters(
            paramLabel = "CLICKS",
            description = "File of clicks with a header, gzipped or not.")
    private Path file;

    @Option(names = "--items", paramLabel = "FILE", description = "File of items with a header.")
    private Path items;

    @Option(
            names = "--session-column",
            paramLabel = "NAME",
            defaultValue = "session_id",
            description = "Column of the session, or of the user (${DEFAULT-VALUE}).")
    private String session;

    @Option(
            names = "--item-column",
            paramLabel = "NAME",
            defaultValue = "item_id",
            description = "Column of the clicked item (${DEFAULT-VALUE}).")
    private String item;

    @Option(
            names = "--time-column",
            paramLabel = "NAME",
            description = "Column of the time; without, the order of the file counts.")
    private String time;

    @Option(
            names = "--time-format",
            paramLabel = "UNIT",
            defaultValue = "SECONDS",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private TimeFormat timeFormat;

    @Option(
            names = "--delimiter",
            paramLabel = "TEXT",
            defaultValue = ",",
            description = "Between fields (${DEFAULT-VALUE}).")
    private String delimiter;

    @Option(
            names = "--id-column",
            paramLabel = "NAME",
            defaultValue = "item_id",
            description = "Column of the id in the file of items (${DEFAULT-VALUE}).")
    private String id;

    @Option(
            names = "--title-column",
            paramLabel = "NAME",
            defaultValue = "title",
            description = "Column of the title (${DEFAULT-VALUE}).")
    private String title;

    @Option(names = "--brand-column", paramLabel = "NAME", description = "Column of the brand.")
    private String brand;

    @Option(
            names = "--category-column",
            paramLabel = "NAME",
            description = "Column of the category path, joined by |.")
    private String category;

    @Option(
            names = "--description-column",
            paramLabel = "NAME",
            description = "Column of the description.")
    private String description;

    @Option(names = "--price-column", paramLabel = "NAME", description = "Column of the price.")
    private String price;

    @Option(
            names = "--gap",
            paramLabel = "MINUTES",
            defaultValue = "0",
            description =
                    "Cut a user's clicks into sessions where nothing was clicked for so long; 0 for"
                            + " not at all (${DEFAULT-VALUE}).")
    private long gap;

    @Mixin private ImportTarget target;

    @Override
    public void run() {
        target.run(
                new ColumnsSource(file, items, columns()),
                gap <= 0 ? null : Duration.ofMinutes(gap));
    }

    private Columns columns() {
        return new Columns(
                session,
                item,
                time,
                timeFormat,
                id,
                title,
                brand,
                category,
                description,
                price,
                delimiter);
    }
}
