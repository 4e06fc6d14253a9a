package dev.semsr.app.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Faults that live inside the processes of a cluster are switched by files of a folder that all of
 * them see: there is a fault as long as there is its file.
 *
 * @param folder the folder
 */
public record FaultSwitches(Path folder) {

    /** Turns a fault on. */
    public void on(FaultKind kind) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file(kind), "");
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot switch " + kind.label() + " on", failure);
        }
    }

    /** Turns a fault off. */
    public void off(FaultKind kind) {
        try {
            Files.deleteIfExists(file(kind));
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot switch " + kind.label() + " off", failure);
        }
    }

    /** The first of these kinds that is on. */
    Optional<FaultKind> anyOf(FaultKind... kinds) {
        for (FaultKind kind : kinds) {
            if (Files.exists(file(kind))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private Path file(FaultKind kind) {
        return folder.resolve(kind.label());
    }
}
