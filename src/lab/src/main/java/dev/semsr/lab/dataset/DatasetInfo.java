package dev.semsr.lab.dataset;

import java.time.Instant;
import java.util.Map;

/**
 * What {@code dataset.json} says.
 *
 * @param format version of the folder's layout, now {@link #FORMAT}
 * @param name short name of the data set
 * @param items number of items in the catalogue
 * @param itemsWithTitle how many of them have a title
 * @param sessions number of sessions (or users, where a user's history is the session)
 * @param clicks number of clicks
 * @param firstClick time of the first click; null if there is no click
 * @param lastClick time of the last click; null if there is no click
 * @param timesSynthesised whether the event times were made up because the source has none; times
 *     then only tell the order, and a split by time is a split by input order
 * @param source what the data set was made from
 * @param importer which part of the project wrote it
 * @param created when it was written
 * @param sha256 checksum of each data file, by file name
 */
public record DatasetInfo(
        int format,
        String name,
        long items,
        long itemsWithTitle,
        long sessions,
        long clicks,
        Instant firstClick,
        Instant lastClick,
        boolean timesSynthesised,
        String source,
        String importer,
        Instant created,
        Map<String, String> sha256) {

    /** The layout that this version of the project writes and reads. */
    public static final int FORMAT = 1;

    /** Copies the map. */
    public DatasetInfo {
        sha256 = Map.copyOf(sha256);
    }
}
