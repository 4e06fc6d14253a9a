package dev.semsr.lab.coldreplay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The most clicked items so far, those of the replay counted: popularity that never gets old. */
public final class LivePopularity implements ReplayedModel {

    private static final Comparator<Map.Entry<String, Long>> WORST_FIRST =
            Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed());

    private final Map<String, Long> clicks = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();

    @Override
    public String name() {
        return "popularity, counted on";
    }

    @Override
    public void withdraw(List<String> itemIds) {
        withdrawn.addAll(itemIds);
    }

    @Override
    public void publish(String itemId) {
        withdrawn.remove(itemId);
    }

    @Override
    public void clicked(String itemId) {
        clicks.merge(itemId, 1L, Long::sum);
    }

    @Override
    public List<String> recommend(List<String> session, int k) {
        PriorityQueue<Map.Entry<String, Long>> best = new PriorityQueue<>(k + 1, WORST_FIRST);
        for (Map.Entry<String, Long> item : clicks.entrySet()) {
            if (!withdrawn.contains(item.getKey())) {
                best.add(item);
                if (best.size() > k) {
                    best.remove();
                }
            }
        }
        return best.stream().sorted(WORST_FIRST.reversed()).map(Map.Entry::getKey).toList();
    }

    @Override
    public void close() {}
}
