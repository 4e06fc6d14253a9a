package dev.semsr.app.refresh;

import dev.semsr.lab.json.LabJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the refreshes of a model keep how far they are: {@code running.json} while one is not done,
 * {@code last.json} of the one that was done last, {@code lock}, and the checkpoints of the
 * training.
 *
 * @param root the folder
 */
public record RefreshFolder(Path root) {

    private static final String RUNNING = "running.json";
    private static final String LAST = "last.json";

    /** Takes the lock that only one refresh of a model holds; empty if another has it. */
    public Optional<RefreshLock> lock() {
        return RefreshLock.take(root.resolve("lock"));
    }

    /** The refresh that was begun and is not done. */
    public Optional<RefreshState> unfinished() {
        return read(RUNNING);
    }

    /** Files of the archive that the last refresh learned from; none before the first. */
    public Set<String> learned() {
        return read(LAST).map(state -> Set.copyOf(state.files())).orElse(Set.of());
    }

    /** Checkpoints of the training of the refresh that is not done. */
    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** Remembers how far a refresh is. */
    public void write(RefreshState state) {
        write(RUNNING, state);
    }

    /** Remembers that a refresh is done: what it learned from is not new any more. */
    public void finish(RefreshState state) {
        write(LAST, state);
        forget();
    }

    /** Forgets a refresh that is not done. */
    public void forget() {
        try {
            delete(checkpoints());
            Files.deleteIfExists(root.resolve(RUNNING));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy up " + root, e);
        }
    }

    private Optional<RefreshState> read(String name) {
        Path file = root.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RefreshState state = LabJson.indented().readValue(file.toFile(), RefreshState.class);
            if (state.format() != RefreshState.FORMAT) {
                throw new IllegalStateException(
                        "%s has layout %d, this version reads %d: delete it"
                                .formatted(file, state.format(), RefreshState.FORMAT));
            }
            return Optional.of(state);
        } catch (IOException e) {
            throw new IllegalStateException(
                    file + " cannot be read: delete it (" + e.getMessage() + ")", e);
        }
    }

    private void write(String name, RefreshState state) {
        Path file = root.resolve(name);
        Path aside = root.resolve(name + ".writing");
        try {
            Files.createDirectories(root);
            LabJson.indented().writeValue(aside.toFile(), state);
            Files.move(
                    aside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
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
            Files.delete(path);
        }
    }
}
