package dev.semsr.model.artefact;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes a folder appear whole: written under another name beside it, then renamed. */
final class AtomicFolder {

    private AtomicFolder() {}

    /** Fills a folder. */
    @FunctionalInterface
    interface Content {
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Writes a folder.
     *
     * @throws FileAlreadyExistsException if it exists already
     */
    static void write(Path folder, Content content) throws IOException {
        if (Files.exists(folder)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Path parent = folder.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path aside = Files.createTempDirectory(parent, ".writing-");
        try {
            content.writeTo(aside);
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(aside);
        }
    }

    /** Deletes a folder: renamed first, so that nobody sees a part of it. */
    static void remove(Path folder) throws IOException {
        Path aside = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".deleting-");
        try {
            Files.move(folder, aside.resolve("version"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(aside);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }
}
