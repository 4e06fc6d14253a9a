package dev.semsr.core.scoring;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores the whole catalogue for a batch of sessions with one loaded model version. Thread-safe.
 */
public interface Scorer extends AutoCloseable {

    /** Version of the model, as it stands in {@code Recommendation.model_version}. */
    String version();

    /** Variant and backbone of the model, such as {@code semsr-f/niser}. */
    String variant();

    /** Ids of the items that this model can score at this moment. */
    Set<String> items();

    /**
     * Scores every item for each session and returns the best.
     *
     * @param sessions clicked item ids, oldest first; items that the model does not know are left
     *     out
     * @param k how many items to return for each session; fewer if the catalogue is smaller
     * @return one list a session, in the order of {@code sessions}, each sorted by descending
     *     score; an empty list for a session in which no item is known
     */
    List<List<ScoredItem>> recommend(List<List<String>> sessions, int k);

    /**
     * Vectors of length 1 by which items can be compared; items without one are left out. A model
     * that has no vectors gives none.
     */
    default Map<String, float[]> vectors(Collection<String> itemIds) {
        return Map.of();
    }

    /**
     * How the model spreads its attention over the clicked items of a session: shares, none below
     * 0, of sum 1; items that it does not know or does not look at are left out. A model that has
     * no attention, or does not tell of it, gives none.
     *
     * @param session clicked item ids, oldest first
     */
    default Map<String, Double> attention(List<String> session) {
        return Map.of();
    }

    @Override
    void close();
}
