package dev.semsr.lab.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The archive on disk: {@code sessions/day=YYYY-MM-DD/*.avro} and {@code
 * erasures/day=YYYY-MM-DD/*.avro}. What begins with a dot or ends otherwise is still being written.
 */
public final class ArchiveFolder {

    private static final String SESSIONS = "sessions";
    private static final String ERASURES = "erasures";
    private static final String DAY = "day=";
    private static final String COMPLETE = ".avro";

    private final Path root;

    private ArchiveFolder(Path root) {
        this.root = root;
    }

    /**
     * Opens the archive in a folder.
     *
     * @throws ArchiveException if there is none
     */
    public static ArchiveFolder open(Path root) {
        if (!Files.isDirectory(root.resolve(SESSIONS))) {
            throw new ArchiveException(
                    root
                            + " is no archive: it has no folder '"
                            + SESSIONS
                            + "'. Name the folder that 'semsr jobs archive' writes to"
                            + " (archive.folder)");
        }
        return new ArchiveFolder(root);
    }

    /** The complete files of sessions, oldest day first, in the same order each time. */
    public List<ArchiveFile> sessions(ArchiveWindow window) {
        return window.of(files(SESSIONS));
    }

    /** The complete files of erasures, of all days: an erasure may come long after its session. */
    public List<ArchiveFile> erasures() {
        return files(ERASURES);
    }

    private List<ArchiveFile> files(String kind) {
        return children(root.resolve(kind)).stream()
                .filter(folder -> name(folder).startsWith(DAY))
                .flatMap(folder -> files(kind, folder).stream())
                .sorted(Comparator.comparing(ArchiveFile::day).thenComparing(ArchiveFile::name))
                .toList();
    }

    private static List<ArchiveFile> files(String kind, Path folder) {
        LocalDate day = day(folder);
        return children(folder).stream()
                .filter(file -> !name(file).startsWith(".") && name(file).endsWith(COMPLETE))
                .map(file -> new ArchiveFile(day, file, named(kind, folder, file)))
                .toList();
    }

    private static LocalDate day(Path folder) {
        try {
            return LocalDate.parse(name(folder).substring(DAY.length()));
        } catch (DateTimeParseException e) {
            throw new ArchiveException(
                    folder
                            + " is no day such as "
                            + DAY
                            + "2026-11-25: move what does not belong to the archive out of it",
                    e);
        }
    }

    private static String named(String kind, Path folder, Path file) {
        return String.join("/", kind, name(folder), name(file));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }
}
