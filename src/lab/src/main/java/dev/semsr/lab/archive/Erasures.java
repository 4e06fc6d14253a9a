package dev.semsr.lab.archive;

import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.SessionErasure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wishes to be forgotten: of each session id the last one. */
public final class Erasures {

    private final Map<String, Instant> last;

    private Erasures(Map<String, Instant> last) {
        this.last = last;
    }

    /**
     * Reads files of erasures.
     *
     * @param progress is told how many files are read
     * @throws ArchiveException if one is damaged: without it, what was to be forgotten would come
     *     back
     */
    public static Erasures read(List<ArchiveFile> files, ProgressListener progress) {
        if (files.isEmpty()) {
            return new Erasures(Map.of());
        }
        Map<String, Instant> last = new HashMap<>();
        ProgressMeter meter =
                new ProgressMeter(progress, "Reading the erasures", "files", files.size());
        for (ArchiveFile file : files) {
            read(file, last);
            meter.add(1);
        }
        meter.finish();
        return new Erasures(last);
    }

    private static void read(ArchiveFile file, Map<String, Instant> last) {
        try (ArchivedRecords<SessionErasure> records = file.open(SessionErasure.class)) {
            records.forEachRemaining(
                    wish ->
                            last.merge(
                                    wish.getSessionId(),
                                    wish.getErasedAt(),
                                    (a, b) -> a.isAfter(b) ? a : b));
        } catch (DamagedFileException e) {
            throw new ArchiveException(
                    e.getMessage()
                            + ". It says which sessions to forget; nothing is read without it."
                            + " Restore the file",
                    e);
        }
    }

    /** Whether a session is to be forgotten: it began to arrive before the wish, or with it. */
    public boolean cover(ArchivedSession session) {
        Instant wish = last.get(session.getSessionId());
        return wish != null && !session.getFirstArrivalTime().isAfter(wish);
    }
}
