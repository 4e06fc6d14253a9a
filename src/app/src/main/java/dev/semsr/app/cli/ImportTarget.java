package dev.semsr.app.cli;

import dev.semsr.lab.csv.ImportReport;
import dev.semsr.lab.importer.FormatImport;
import dev.semsr.lab.importer.ImportSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where an import goes and how it is told about: the options that all formats share. */
final class ImportTarget {

    private static final int SAMPLES = 10;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the data set (default: the name of the format).")
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

    @Mixin private CommonOptions common;

    /** Where to print and where the home folder is. */
    CommonOptions common() {
        return common;
    }

    /** Imports, without cutting sessions. */
    void run(ImportSource source) {
        run(source, null);
    }

    /**
     * Imports.
     *
     * @param gap where to cut a visitor's clicks into sessions; null to leave them together
     */
    void run(ImportSource source, Duration gap) {
        String given = name == null ? source.format() : name;
        Path to = target == null ? common.home().datasets().resolve(given) : target;
        FormatImport format = new FormatImport(given, strict, SAMPLES, gap, Clock.systemUTC());
        ImportReport report;
        try (ProgressLine line = common.terminal().progress()) {
            report = format.run(source, to, step -> line.show(step.text()));
        }
        if (json) {
            common.terminal().json(report);
        } else {
            common.terminal().print("%s", report.toText().strip());
            common.terminal().print("Written to %s", to);
        }
    }
}
