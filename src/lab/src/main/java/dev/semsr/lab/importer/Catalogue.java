package dev.semsr.lab.importer;

import dev.semsr.lab.csv.ProblemLog;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.schemas.Item;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What is known of the items that sessions are about. */
public interface Catalogue {

    /** Nothing: items have no text. */
    Catalogue NONE = (isWanted, items, problems, progress) -> 0;

    /**
     * Fails if the catalogue is not there, before long work is done for nothing. What it throws
     * says what is missing.
     */
    default void check() {}

    /**
     * Reads the items.
     *
     * @param isWanted whether an item is needed
     * @return records read, good ones or not
     */
    long read(
            Predicate<String> isWanted,
            Consumer<Item> items,
            ProblemLog problems,
            ProgressListener progress);
}
