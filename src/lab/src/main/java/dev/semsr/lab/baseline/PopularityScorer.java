package dev.semsr.lab.baseline;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recommends the most clicked items to everyone. */
public final class PopularityScorer implements Scorer {

    /** Its name. */
    public static final String NAME = "popularity";

    private final List<ScoredItem> ranked;
    private final Set<String> items;

    /**
     * Counts clicks.
     *
     * @param itemIds ids by row
     * @param sessions rows clicked in each session
     */
    public PopularityScorer(List<String> itemIds, List<int[]> sessions) {
        Map<Integer, Integer> clicks = new HashMap<>();
        for (int[] session : sessions) {
            for (int row : session) {
                clicks.merge(row, 1, Integer::sum);
            }
        }
        List<ScoredItem> counted = new ArrayList<>();
        clicks.forEach((row, n) -> counted.add(new ScoredItem(itemIds.get(row), n, Float.NaN)));
        counted.sort(
                Comparator.comparingDouble((ScoredItem item) -> -item.score())
                        .thenComparing(ScoredItem::itemId));
        ranked = List.copyOf(counted);
        items = Set.copyOf(itemIds);
    }

    @Override
    public String version() {
        return NAME;
    }

    @Override
    public String variant() {
        return NAME;
    }

    @Override
    public Set<String> items() {
        return items;
    }

    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        return Collections.nCopies(sessions.size(), ranked.subList(0, Math.min(k, ranked.size())));
    }

    @Override
    public void close() {}
}
