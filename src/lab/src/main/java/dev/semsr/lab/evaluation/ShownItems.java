package dev.semsr.lab.evaluation;

import java.util.Locale;

/**
 * What the lists of a scorer are made of, by the first 20 places.
 *
 * @param coverage share of the catalogue that some list shows
 * @param popularity mean popularity of a shown item: the share of the catalogue that was clicked
 *     less often in training, from 0 to 1
 * @param targetPopularity the same of the targets; lists well above it lean to what is popular
 */
public record ShownItems(double coverage, double popularity, double targetPopularity) {

    /** How many places of a list count. */
    static final int PLACES = 20;

    String text() {
        return String.format(
                Locale.ROOT,
                "shown in the first %d places: %.1f %% of the catalogue, mean popularity %.3f"
                        + " (targets %.3f)",
                PLACES,
                coverage * 100,
                popularity,
                targetPopularity);
    }
}
