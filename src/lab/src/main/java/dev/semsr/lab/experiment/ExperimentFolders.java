package dev.semsr.lab.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes and removes the folders of runs. */
final class ExperimentFolders {

    private static final String FINGERPRINT = "fingerprint";

    private ExperimentFolders() {}

    static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made", e);
        }
    }

    /**
     * Makes the folder of a run, or keeps what an earlier start left there if it was on the same
     * data and settings; checkpoints and results of others are removed.
     */
    static void claim(Path folder, String fingerprint) {
        Path owner = folder.resolve(FINGERPRINT);
        try {
            if (Files.exists(folder) && !isOwner(owner, fingerprint)) {
                delete(folder);
            }
            Files.createDirectories(folder);
            Files.writeString(owner, fingerprint + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be made", e);
        }
    }

    /** Whether the folder of a run holds what was done on the same data and settings. */
    static boolean belongsTo(Path folder, String fingerprint) {
        try {
            return isOwner(folder.resolve(FINGERPRINT), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    private static boolean isOwner(Path owner, String fingerprint) throws IOException {
        return Files.exists(owner) && Files.readString(owner).strip().equals(fingerprint);
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed", e);
        }
    }
}
