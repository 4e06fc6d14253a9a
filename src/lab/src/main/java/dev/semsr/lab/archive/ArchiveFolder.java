package dev.semsr.lab.archive;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The archive: {@code sessions/day=YYYY-MM-DD/*.avro} and {@code erasures/day=YYYY-MM-DD/*.avro}.
 * What begins with a dot or ends otherwise is still being written.
 */
public final class ArchiveFolder {

    private static final String SESSIONS = "sessions";
    private static final String ERASURES = "erasures";
    private static final String DAY = "day=";
    private static final String COMPLETE = ".avro";

    private final ArchiveStorage storage;

    private ArchiveFolder(ArchiveStorage storage) {
        this.storage = storage;
    }

    /**
     * Opens the archive in a folder of this machine.
     *
     * @throws ArchiveException if there is none
     */
    public static ArchiveFolder open(Path root) {
        return open(new ArchiveOnDisk(root));
    }

    /**
     * Opens an archive.
     *
     * @throws ArchiveException if there is none, or the storage cannot be read now
     */
    public static ArchiveFolder open(ArchiveStorage storage) {
        if (storage.list(SESSIONS).isEmpty()) {
            throw new ArchiveException(
                    storage.address()
                            + " is no archive: it has no folder '"
                            + SESSIONS
                            + "'. Name the folder that 'semsr jobs archive' writes to"
                            + " (archive.folder)");
        }
        return new ArchiveFolder(storage);
    }

    /**
     * The complete files of sessions, oldest day first, in the same order each time. Days outside
     * of the window are not listed.
     */
    public List<ArchiveFile> sessions(ArchiveWindow window) {
        return files(SESSIONS, window);
    }

    /** The complete files of erasures, of all days: an erasure may come long after its session. */
    public List<ArchiveFile> erasures() {
        return files(ERASURES, ArchiveWindow.ALL);
    }

    private List<ArchiveFile> files(String kind, ArchiveWindow window) {
        List<ArchiveFile> files = new ArrayList<>();
        LocalDate newest = null;
        for (LocalDate day : newestFirst(kind)) {
            if (!window.covers(day, newest)) {
                break; // nor does it cover an older one
            }
            List<ArchiveFile> found = files(kind, day);
            newest = newest == null && !found.isEmpty() ? day : newest;
            files.addAll(found);
        }
        files.sort(Comparator.comparing(ArchiveFile::day).thenComparing(ArchiveFile::name));
        return files;
    }

    private List<LocalDate> newestFirst(String kind) {
        return storage.list(kind).orElse(List.of()).stream()
                .filter(folder -> folder.startsWith(DAY))
                .map(folder -> day(kind, folder))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private List<ArchiveFile> files(String kind, LocalDate day) {
        String folder = kind + "/" + DAY + day;
        return storage.list(folder).orElse(List.of()).stream()
                .filter(name -> !name.startsWith(".") && name.endsWith(COMPLETE))
                .map(name -> new ArchiveFile(day, folder + "/" + name, storage))
                .toList();
    }

    private LocalDate day(String kind, String folder) {
        try {
            return LocalDate.parse(folder.substring(DAY.length()));
        } catch (DateTimeParseException e) {
            throw new ArchiveException(
                    String.join("/", storage.address(), kind, folder)
                            + " is no day such as "
                            + DAY
                            + "2026-11-25: move what does not belong to the archive out of it",
                    e);
        }
    }
}
