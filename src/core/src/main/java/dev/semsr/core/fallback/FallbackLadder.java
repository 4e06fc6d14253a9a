package dev.semsr.core.fallback;

import dev.semsr.core.ranking.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What answers when the model cannot: what others visited after the session's items, filled up with
 * popular items; only these if nothing is known of the session.
 */
public final class FallbackLadder {

    /** A ladder without items, for the time in which no model is loaded. */
    public static final FallbackLadder EMPTY =
            new FallbackLadder(CoVisitFallback.EMPTY, PopularityFallback.EMPTY);

    private final CoVisitFallback coVisits;
    private final PopularityFallback popular;

    /** A ladder of these steps, from the first to the last. */
    public FallbackLadder(CoVisitFallback coVisits, PopularityFallback popular) {
        this.coVisits = coVisits;
        this.popular = popular;
    }

    /** A ladder of one step, for a model without co-visits. */
    public static FallbackLadder of(PopularityFallback popular) {
        return new FallbackLadder(CoVisitFallback.EMPTY, popular);
    }

    /**
     * The candidates of a session that the model did not answer.
     *
     * @param sessionItems clicked items, oldest first
     * @param reason why it did not; stands in every item of the list
     * @return sorted by descending score; an item may be named by both steps
     */
    public List<Candidate> candidates(Collection<String> sessionItems, FallbackReason reason) {
        List<Candidate> visited = coVisits.candidates(sessionItems, reason.label());
        if (visited.isEmpty()) {
            return popular.candidates(reason.label());
        }
        List<Candidate> all = new ArrayList<>(visited);
        all.addAll(popular.below(reason.label()));
        return all;
    }
}
