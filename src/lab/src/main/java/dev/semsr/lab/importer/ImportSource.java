package dev.semsr.lab.importer;

import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Item;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Files of one format. */
public interface ImportSource {

    /** Name of the format, as the data set remembers it. */
    String format();

    /** Names of the files, for people. */
    String files();

    /**
     * Reads all clicks.
     *
     * @return records read, good ones or not
     */
    long readClicks(ClickTable clicks, ProblemLog problems, ProgressListener progress);

    /** Whether items without a click belong to the data set. */
    default boolean wantsUnclicked() {
        return false;
    }

    /**
     * Reads what is known of items; nothing where the format has no such file.
     *
     * @param isWanted whether an item is needed: it was clicked, or need not be, and nothing is
     *     known of it yet
     * @return records read, good ones or not
     */
    long readItems(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress);
}
