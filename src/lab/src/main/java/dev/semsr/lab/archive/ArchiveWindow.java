package dev.semsr.lab.archive;

import java.time.LocalDate;

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

    /**
     * Whether a day counts.
     *
     * @param newest newest day of the archive that has a complete file; null if none has up to this
     *     one
     */
    boolean covers(LocalDate day, LocalDate newest) {
        boolean isRecent = days == 0 || newest == null || day.isAfter(newest.minusDays(days));
        return isRecent && (since == null || !day.isBefore(since));
    }
}
