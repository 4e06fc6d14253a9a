package dev.semsr.lab.baseline;

import dev.semsr.core.scoring.ScoredItem;
import dev.semsr.core.scoring.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A baseline that scores rows of a catalogue; the best scored come first, then in row order. */
abstract class RowScorer implements Scorer {

    private final String name;
    private final List<String> itemIds;
    private final Map<String, Integer> rows = new HashMap<>();

    RowScorer(String name, List<String> itemIds) {
        this.name = name;
        this.itemIds = List.copyOf(itemIds);
        for (int row = 0; row < itemIds.size(); row++) {
            rows.put(itemIds.get(row), row);
        }
    }

    /** Scores of items by row; items without one are not recommended. */
    abstract Map<Integer, Double> scores(int[] session);

    @Override
    public String version() {
        return name;
    }

    @Override
    public String variant() {
        return name;
    }

    @Override
    public Set<String> items() {
        return rows.keySet();
    }

    @Override
    public List<List<ScoredItem>> recommend(List<List<String>> sessions, int k) {
        return sessions.stream().map(session -> list(session, k)).toList();
    }

    private List<ScoredItem> list(List<String> session, int k) {
        int[] known = session.stream().filter(rows::containsKey).mapToInt(rows::get).toArray();
        List<Map.Entry<Integer, Double>> best = new ArrayList<>(scores(known).entrySet());
        best.sort(
                Map.Entry.<Integer, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Comparator.comparingInt(Map.Entry::getKey)));
        return best.stream()
                .limit(k)
                .map(
                        entry ->
                                new ScoredItem(
                                        itemIds.get(entry.getKey()),
                                        entry.getValue().floatValue(),
                                        Float.NaN))
                .toList();
    }

    @Override
    public void close() {}
}
