package dev.semsr.lab.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive in a folder of this machine, where its files are read from as they lie.
 *
 * @param root the folder
 */
public record ArchiveOnDisk(Path root) implements ArchiveStorage {

    @Override
    public String address() {
        return root.toString();
    }

    @Override
    public Optional<List<String>> list(String folder) {
        Path path = root.resolve(folder);
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try (Stream<Path> children = Files.list(path)) {
            return Optional.of(children.map(child -> child.getFileName().toString()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be listed", e);
        }
    }

    @Override
    public LocalCopy fetch(String name) {
        return new InPlace(root.resolve(name));
    }

    private record InPlace(Path path) implements LocalCopy {

        @Override
        public void close() {
            // it stays: it is no copy
        }
    }
}
