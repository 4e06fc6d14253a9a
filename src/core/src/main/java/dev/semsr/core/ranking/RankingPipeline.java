package dev.semsr.core.ranking;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The one way from candidates to a list: model and fallback lists pass through the same steps. */
public final class RankingPipeline {

    private RankingPipeline() {}

    /**
     * Filters candidates and cuts the list. Items of equal score keep their order; an item that
     * occurs twice counts once, in its better place.
     *
     * @param candidates sorted by descending score
     * @param sessionItems ids of the items in the session
     * @param settings what to do
     * @return the list, best first, at most {@link RankingSettings#topK()} long
     */
    public static List<Candidate> rank(
            List<Candidate> candidates, Collection<String> sessionItems, RankingSettings settings) {
        Set<String> excluded =
                settings.filterSeen() ? new HashSet<>(sessionItems) : new HashSet<>();
        return candidates.stream()
                .filter(candidate -> excluded.add(candidate.itemId()))
                .limit(settings.topK())
                .toList();
    }
}
