package dev.semsr.core.quality;

/**
 * What a click says about the list that its shopper saw.
 *
 * @param version version of the model that made the list
 * @param variant variant of that model
 * @param source which step of the ladder gave the list
 * @param itemId the clicked item
 * @param rank place of the item in the list, from 1; 0 if it is not among the first K
 * @param attributed whether the click names this list
 */
public record Judgement(
        String version,
        String variant,
        String source,
        String itemId,
        int rank,
        boolean attributed) {

    /** Whether the item stood in the list. */
    public boolean isHit() {
        return rank > 0;
    }
}
