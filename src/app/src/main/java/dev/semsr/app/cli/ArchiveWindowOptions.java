package dev.semsr.app.cli;

import dev.semsr.lab.archive.ArchiveStorage;
import dev.semsr.lab.archive.ArchiveWindow;
import dev.semsr.lab.importer.ArchiveSource;
import java.time.LocalDate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is taken from the archive of ended sessions; a {@code Mixin}. */
final class ArchiveWindowOptions {

    @Mixin private CatalogueOptions catalogue;

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

    /** Which catalogue was named, for people. */
    String catalogueText() {
        return catalogue.text();
    }

    /** Whether a catalogue was named. */
    boolean hasItems() {
        return catalogue.isNamed();
    }

    /** The days that were asked for. */
    ArchiveWindow window(CommonOptions common) {
        return common.checked(() -> new ArchiveWindow(since, days));
    }

    /**
     * An archive with the catalogue that was named.
     *
     * @param fallback data set or file of items where none was named; null for none
     * @param kafka how to reach a topic of items
     */
    ArchiveSource source(
            ArchiveStorage archive, String fallback, KafkaOptions kafka, CommonOptions common) {
        return new ArchiveSource(
                archive, window(common), catalogue.catalogue(fallback, kafka, common));
    }
}
