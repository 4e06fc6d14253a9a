package dev.semsr.core.fallback;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.schemas.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The second step of the ladder: what is popular in the categories of the newest clicks. Five
 * clicks count, each half of the one after it; of a click's path, each wider category counts half
 * of the narrower one.
 */
public final class CategoryFallback {

    /** A fallback that answers nothing, for a model without categories. */
    public static final CategoryFallback EMPTY = new CategoryFallback(Map.of(), ItemLookup.NOTHING);

    /** Scores are above this, so that popular items fit below. */
    static final float FLOOR = 0.5f;

    private static final int CLICKS = 5;
    private static final double DECAY = 0.5;

    /** Against a division by nothing. */
    private static final double LEAST = 1e-30;

    private final Map<String, List<PopularItem>> popular;
    private final ItemLookup items;

    /**
     * Answers from categories.
     *
     * @param popular the most clicked items of each category, most clicked first
     * @param items what is known of items, their categories above all
     */
    public CategoryFallback(Map<String, List<PopularItem>> popular, ItemLookup items) {
        this.popular = Map.copyOf(popular);
        this.items = items;
    }

    ItemLookup items() {
        return items;
    }

    /**
     * Popular items of the session's categories as candidates of the one ranking pipeline.
     *
     * @param sessionItems clicked items, oldest first
     * @param reason why the model did not answer; stands in every item of the list
     * @return best first, scored above {@value #FLOOR} and at most 1; empty if no category is known
     */
    public List<Candidate> candidates(Collection<String> sessionItems, String reason) {
        Map<String, Double> scores = new HashMap<>();
        weights(new ArrayList<>(sessionItems))
                .forEach((category, weight) -> vote(scores, category, weight));
        double highest = scores.values().stream().mapToDouble(score -> score).max().orElse(1);
        return scores.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> candidate(entry.getKey(), entry.getValue() / highest, reason))
                .toList();
    }

    private Map<String, Double> weights(List<String> session) {
        Map<String, Double> weights = new LinkedHashMap<>();
        double ofClick = 1;
        for (int i = session.size() - 1; i >= Math.max(0, session.size() - CLICKS); i--) {
            List<String> path = items.of(session.get(i)).categories();
            double weight = ofClick;
            for (int level = path.size() - 1; level >= 0; level--) {
                weights.merge(path.get(level), weight, Double::sum);
                weight *= DECAY;
            }
            ofClick *= DECAY;
        }
        return weights;
    }

    private void vote(Map<String, Double> scores, String category, double weight) {
        List<PopularItem> best = popular.getOrDefault(category, List.of());
        for (PopularItem item : best) {
            double share = item.clicks() / Math.max(LEAST, best.get(0).clicks());
            scores.merge(item.itemId(), weight * share, Double::sum);
        }
    }

    private static Candidate candidate(String itemId, double share, String reason) {
        float score = (float) (FLOOR + (1 - FLOOR) * share);
        return new Candidate(itemId, score, Source.POPULAR_IN_CATEGORY, reason);
    }
}
