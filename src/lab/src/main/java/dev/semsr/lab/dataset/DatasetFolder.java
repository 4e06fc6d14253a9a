package dev.semsr.lab.dataset;

import dev.semsr.lab.json.LabJson;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A data set on disk: read its description, stream its records, or load it whole. */
public final class DatasetFolder {

    private final Path folder;
    private final DatasetInfo info;

    private DatasetFolder(Path folder, DatasetInfo info) {
        this.folder = folder;
        this.info = info;
    }

    /** Whether a folder holds a complete data set. */
    public static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(DatasetFiles.INFO));
    }

    /**
     * Opens a data set.
     *
     * @throws DatasetException if there is none, or one of another layout
     */
    public static DatasetFolder open(Path folder) {
        Path description = folder.resolve(DatasetFiles.INFO);
        if (!exists(folder)) {
            throw new DatasetException(
                    folder
                            + " is no data set: it has no "
                            + DatasetFiles.INFO
                            + ". Make one with 'semsr import'");
        }
        try {
            DatasetInfo info =
                    LabJson.indented().readValue(description.toFile(), DatasetInfo.class);
            if (info.format() != DatasetInfo.FORMAT) {
                throw new DatasetException(
                        description
                                + " has layout "
                                + info.format()
                                + ", this version reads layout "
                                + DatasetInfo.FORMAT
                                + ": import the data again");
            }
            return new DatasetFolder(folder, info);
        } catch (IOException e) {
            throw new DatasetException(
                    description + " cannot be read: import the data again (" + e.getMessage() + ")",
                    e);
        }
    }

    /** Where it lies. */
    public Path path() {
        return folder;
    }

    /** What {@code dataset.json} says. */
    public DatasetInfo info() {
        return info;
    }

    /** Streams the catalogue, in the order in which rows are counted. Close it. */
    public RecordStream<Item> items() {
        return new RecordStream<>(folder.resolve(DatasetFiles.ITEMS), Item.class);
    }

    /** The file of the catalogue: an Avro container file of items. */
    public Path itemsFile() {
        return folder.resolve(DatasetFiles.ITEMS);
    }

    /** Streams a file of items, of a data set or alone. Close it. */
    public static RecordStream<Item> readItems(Path file) {
        return new RecordStream<>(file, Item.class);
    }

    /** Streams the clicks in replay order. Close it. */
    public RecordStream<Click> clicks() {
        return new RecordStream<>(folder.resolve(DatasetFiles.CLICKS), Click.class);
    }

    /**
     * Compares the files with their checksums.
     *
     * @throws DatasetException naming the file that differs
     */
    public void verify() {
        for (Map.Entry<String, String> expected : info.sha256().entrySet()) {
            Path file = folder.resolve(expected.getKey());
            if (!Files.isRegularFile(file)) {
                throw new DatasetException(file + " is missing: make the data set again");
            }
            try {
                if (!DatasetFiles.sha256(file).equals(expected.getValue())) {
                    throw new DatasetException(
                            file
                                    + " is damaged: its checksum is not the one in "
                                    + DatasetFiles.INFO
                                    + ". Make the data set again");
                }
            } catch (IOException e) {
                throw new DatasetException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /** Verifies the files and loads everything. */
    public Dataset load() {
        verify();
        return Dataset.read(this);
    }
}
