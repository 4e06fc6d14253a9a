package dev.semsr.app.cli;

import dev.semsr.lab.archive.ArchiveWindow;
import dev.semsr.lab.importer.ArchiveSource;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** What is taken from the archive of ended sessions; a {@code Mixin}. */
final class ArchiveWindowOptions {

    @Option(
            names = "--items",
            paramLabel = "DATASET|FILE",
            description =
                    "The catalogue: data set (folder, or name below the home folder), or Avro"
                            + " container file of items. Without it items have no text; 'semsr"
                            + " refresh' then looks for a data set of the model's name.")
    private String items;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description = "First day of the archive to read, such as 2026-11-01 (default: all).")
    private LocalDate since;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Newest days to read, counted back from the newest in the archive; 0 for all"
                            + " (${DEFAULT-VALUE}).")
    private int days;

    /** Whether a catalogue was named. */
    boolean hasItems() {
        return items != null;
    }

    /** The days that were asked for. */
    ArchiveWindow window(CommonOptions common) {
        return common.checked(() -> new ArchiveWindow(since, days));
    }

    /**
     * The archive in a folder with the catalogue that was named.
     *
     * @param fallback data set or file of items where none was named; null for none
     */
    ArchiveSource source(Path folder, String fallback, CommonOptions common) {
        String chosen = items == null ? fallback : items;
        Path catalogue = chosen == null ? null : ItemsFile.of(chosen, common.home());
        return new ArchiveSource(folder, window(common), catalogue);
    }
}
