package dev.semsr.lab.archive;

import java.time.LocalDate;
import java.util.List;

/**
 * Which days of the archive count.
 *
 * @param since the first day, UTC; null for no such limit
 * @param days the newest days, counted back from the newest in the archive; 0 for no such limit
 */
public record ArchiveWindow(LocalDate since, int days) {

    /** All of it. */
    public static final ArchiveWindow ALL = new ArchiveWindow(null, 0);

    /** Checks the number. */
    public ArchiveWindow {
        if (days < 0) {
            throw new IllegalArgumentException(days + " days are no window");
        }
    }

    /** The files of the window. */
    List<ArchiveFile> of(List<ArchiveFile> files) {
        LocalDate newest =
                files.stream()
                        .map(ArchiveFile::day)
                        .max(LocalDate::compareTo)
                        .orElse(LocalDate.MIN);
        return files.stream()
                .filter(file -> since == null || !file.day().isBefore(since))
                .filter(file -> days == 0 || file.day().isAfter(newest.minusDays(days)))
                .toList();
    }
}
