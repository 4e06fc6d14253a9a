package dev.semsr.lab.importer;

import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.dataset.DatasetException;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.dataset.RecordStream;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.lab.progress.ProgressMeter;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A catalogue in an Avro container file of items, of a data set or alone.
 *
 * @param file the file
 */
public record CatalogueFile(Path file) implements Catalogue {

    /**
     * {@inheritDoc}
     *
     * @throws DatasetException if the file is missing or damaged
     */
    @Override
    public long read(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress) {
        long records = 0;
        ProgressMeter meter = new ProgressMeter(progress, "Reading items", "items", -1);
        try (RecordStream<Item> stream = DatasetFolder.readItems(file)) {
            while (stream.hasNext()) {
                Item item = stream.next();
                records++;
                if (isWanted.test(item.getItemId())) {
                    items.accept(item);
                }
                meter.add(1);
            }
        }
        meter.finish();
        return records;
    }
}
