package dev.semsr.lab.dataset;

import java.time.Instant;

/**
 * Where a data set comes from, as the one who writes it knows it.
 *
 * @param name short name of the data set
 * @param source what it was made from, for people: file names or a generator with its seed
 * @param importer which part of the project wrote it
 * @param created when it was written
 * @param timesSynthesised whether the event times were made up because the source has none
 */
public record DatasetOrigin(
        String name, String source, String importer, Instant created, boolean timesSynthesised) {}
