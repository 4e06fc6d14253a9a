package dev.semsr.core.fallback;

import dev.semsr.core.catalog.ItemLookup;
import dev.semsr.core.ranking.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What answers when the model cannot, and fills up its lists: what others visited after the
 * session's items, then what is popular in their categories, then what is popular. Each step is
 * labelled in the source of its items and stands below the one before it.
 */
public final class FallbackLadder {

    /** A ladder without items, for the time in which no model is loaded. */
    public static final FallbackLadder EMPTY =
            new FallbackLadder(CoVisitFallback.EMPTY, PopularityFallback.EMPTY);

    private final CoVisitFallback coVisits;
    private final CategoryFallback categories;
    private final PopularityFallback popular;

    /** A ladder of these steps, from the first to the last. */
    public FallbackLadder(
            CoVisitFallback coVisits, CategoryFallback categories, PopularityFallback popular) {
        this.coVisits = coVisits;
        this.categories = categories;
        this.popular = popular;
    }

    /** A ladder without categories. */
    public FallbackLadder(CoVisitFallback coVisits, PopularityFallback popular) {
        this(coVisits, CategoryFallback.EMPTY, popular);
    }

    /** A ladder of one step, for a model without co-visits. */
    public static FallbackLadder of(PopularityFallback popular) {
        return new FallbackLadder(CoVisitFallback.EMPTY, popular);
    }

    /** What is known of items at this moment, by which the ladder finds categories. */
    public ItemLookup items() {
        return categories.items();
    }

    /**
     * The candidates of a session that the model did not answer.
     *
     * @param sessionItems clicked items, oldest first
     * @param reason why it did not; stands in every item of the list
     * @return sorted by descending score; an item may be named by several steps
     */
    public List<Candidate> candidates(Collection<String> sessionItems, FallbackReason reason) {
        List<Candidate> visited = coVisits.candidates(sessionItems, reason.label());
        List<Candidate> ofCategories = categories.candidates(sessionItems, reason.label());
        if (visited.isEmpty() && ofCategories.isEmpty()) {
            return popular.candidates(reason.label());
        }
        List<Candidate> all = new ArrayList<>(visited);
        all.addAll(ofCategories);
        float top = ofCategories.isEmpty() ? 1 : CategoryFallback.FLOOR;
        all.addAll(popular.below(top, reason.label()));
        return all;
    }
}
