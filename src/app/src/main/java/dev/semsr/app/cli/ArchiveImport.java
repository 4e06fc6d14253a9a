package dev.semsr.app.cli;

import dev.semsr.lab.csv.ImportReport;
import dev.semsr.lab.csv.Problem;
import dev.semsr.lab.importer.ArchiveSource;
import dev.semsr.lab.importer.FormatImport;
import java.nio.file.Path;
import java.time.Clock;

/** Makes a data set of the archive as a step of a command; what is wrong in the archive is told. */
final class ArchiveImport {

    private static final int SAMPLES = 10;

    private final CommonOptions common;

    ArchiveImport(CommonOptions common) {
        this.common = common;
    }

    /**
     * Imports.
     *
     * @param target folder to make; a data set there is replaced
     */
    ImportReport run(ArchiveSource source, Path target) {
        FormatImport format =
                new FormatImport(
                        target.getFileName().toString(), false, SAMPLES, null, Clock.systemUTC());
        ImportReport report;
        try (ProgressLine line = common.terminal().progress()) {
            report = format.run(source, target, step -> line.show(step.text()));
        }
        report.samples().stream().map(Problem::text).forEach(common.terminal()::note);
        if (report.problemCount() > report.samples().size()) {
            common.terminal()
                    .note(
                            "%,d more problems of the kinds above"
                                    .formatted(report.problemCount() - report.samples().size()));
        }
        tellErased(source, common);
        return report;
    }

    /** Says how many sessions were left out, if any. */
    static void tellErased(ArchiveSource source, CommonOptions common) {
        if (source.erased() > 0) {
            common.terminal()
                    .note(
                            "%,d sessions are to be forgotten and were left out."
                                    .formatted(source.erased()));
        }
    }
}
