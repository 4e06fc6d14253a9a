package dev.semsr.app.cli;

import dev.semsr.lab.dataset.DatasetException;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.schemas.Item;
import java.nio.file.Files;
import java.nio.file.Path;

/** Items in a file, or those of a data set. */
final class ItemsFile {

    /** For help texts. */
    static final String FORMS =
            "Data set (folder, or name below the home folder), or Avro container file of items.";

    private ItemsFile() {}

    /**
     * The file that an argument names.
     *
     * @throws DatasetException if there is none
     */
    static Path of(String argument, HomeFolders home) {
        Path file = Path.of(argument);
        return Files.isRegularFile(file)
                ? file.toAbsolutePath()
                : DatasetArgument.open(argument, home).itemsFile().toAbsolutePath();
    }

    /** Streams the items of a file. Close it. */
    static RecordStream<Item> read(Path file) {
        return DatasetFolder.readItems(file);
    }

    /** How many items a file holds: it is read through. */
    static long count(Path file) {
        long count = 0;
        try (RecordStream<Item> items = read(file)) {
            while (items.hasNext()) {
                items.next();
                count++;
            }
        }
        return count;
    }
}
