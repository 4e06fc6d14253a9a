package dev.semsr.app.cli;

import dev.semsr.lab.csv.CsvImport;
import dev.semsr.lab.csv.CsvImportSettings;
import dev.semsr.lab.csv.ImportReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a data set from CSV files. */
@Command(
        name = "csv",
        description = "Make a data set from CSV files, gzipped or not.",
        footer = {
            "",
            "interactions.csv: session_id or user_id, item_id, and optionally timestamp (seconds"
                    + " since 1970), position, split.",
            "items.csv: item_id, title, and optionally brand, category (levels joined by |),"
                    + " description, price.",
            "Rows that cannot be used are counted and the first ones of each kind are shown."
        })
final class ImportCsvCommand implements Runnable {

    private static final String INTERACTIONS = "interactions.csv";
    private static final String ITEMS = "items.csv";

    @Mixin private CommonOptions common;

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "Folder with interactions.csv[.gz] and perhaps items.csv[.gz], or a file of"
                            + " interactions.")
    private Path source;

    @Option(
            names = "--items",
            paramLabel = "FILE",
            description = "File of items (default: the one in the folder SOURCE, if any).")
    private Path items;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the data set (default: the name of the source's folder).")
    private String name;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description =
                    "Folder to make; a data set there is replaced (default: datasets/NAME below the"
                            + " home folder).")
    private Path target;

    @Option(names = "--strict", description = "Fail on the first problem, and write nothing.")
    private boolean strict;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public void run() {
        boolean folder = Files.isDirectory(source);
        Path interactions = folder ? inFolder(INTERACTIONS).orElseThrow(this::nothing) : source;
        Optional<Path> catalogue =
                items != null || !folder ? Optional.ofNullable(items) : inFolder(ITEMS);
        String given = name == null ? defaultName(interactions) : name;
        Path to = target == null ? common.home().datasets().resolve(given) : target;
        CsvImport csv =
                new CsvImport(CsvImportSettings.defaults().withName(given).withStrict(strict));
        ImportReport report;
        try (ProgressLine line = common.terminal().progress()) {
            report = csv.run(interactions, catalogue, to, step -> line.show(step.text()));
        }
        if (json) {
            common.terminal().json(report);
        } else {
            common.terminal().print("%s", report.toText().strip());
            common.terminal().print("Written to %s", to);
        }
    }

    private Optional<Path> inFolder(String file) {
        return Stream.of(file, file + ".gz")
                .map(source::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static String defaultName(Path interactions) {
        return interactions.toAbsolutePath().normalize().getParent().getFileName().toString();
    }

    private CommandFailure nothing() {
        return new CommandFailure(
                "There is no interactions.csv or interactions.csv.gz in " + source,
                "Name the folder that holds it, or the file itself.");
    }
}
