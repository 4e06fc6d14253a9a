package dev.semsr.app.cli;

import dev.semsr.lab.dataset.DatasetFolder;
import java.nio.file.Path;

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
}
