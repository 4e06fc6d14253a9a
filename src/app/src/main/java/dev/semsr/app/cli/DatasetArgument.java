package dev.semsr.app.cli;

import dev.semsr.lab.dataset.DatasetFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A data set as people name it: by its folder, or by its name below the home folder. */
final class DatasetArgument {

    private DatasetArgument() {}

    /**
     * Opens a data set.
     *
     * @throws dev.semsr.lab.dataset.DatasetException if there is none, or one of another layout
     */
    static DatasetFolder open(String argument, HomeFolders home) {
        Path given = Path.of(argument);
        Path named = home.datasets().resolve(argument);
        return DatasetFolder.open(
                !DatasetFolder.exists(given) && DatasetFolder.exists(named) ? named : given);
    }

    /** All data sets below the home folder, by name. */
    static List<DatasetFolder> all(HomeFolders home) {
        if (!Files.isDirectory(home.datasets())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.datasets())) {
            return folders.filter(DatasetFolder::exists).sorted().map(DatasetFolder::open).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(home.datasets() + " cannot be listed", e);
        }
    }
}
