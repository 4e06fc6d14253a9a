package dev.semsr.lab.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds training sessions that share items with a session, to show the model what others clicked
 * next. A shared item counts the more, the newer it is in the session; of equally good sessions the
 * newer one is taken. Thread-safe.
 */
final class SimilarSessions {

    private static final int SHOWN_BEFORE = 5;
    private static final int SHOWN_AFTER = 3;

    private final List<String> itemIds;
    private final List<int[]> sessions;
    private final Map<String, List<Integer>> sessionsByItem = new HashMap<>();

    /**
     * Indexes training sessions.
     *
     * @param itemIds ids by row
     * @param sessions rows clicked in each session, the newest session last
     */
    SimilarSessions(List<String> itemIds, List<int[]> sessions) {
        this.itemIds = itemIds;
        this.sessions = sessions;
        for (int session = 0; session < sessions.size(); session++) {
            for (int row : Arrays.stream(sessions.get(session)).distinct().toArray()) {
                sessionsByItem
                        .computeIfAbsent(itemIds.get(row), id -> new ArrayList<>())
                        .add(session);
            }
        }
    }

    /**
     * What another shopper did.
     *
     * @param before clicked items up to the last one shared, oldest first
     * @param after items clicked next
     */
    record Example(List<String> before, List<String> after) {}

    /** The best examples, the best last: models heed most what stands nearest to the question. */
    List<Example> find(List<String> session, int number) {
        if (number == 0) {
            return List.of();
        }
        Map<Integer, Double> weights = weights(session);
        Set<String> known = new HashSet<>(session);
        List<Example> found = new ArrayList<>();
        List<Integer> best =
                weights.keySet().stream()
                        .sorted(
                                Comparator.comparingDouble((Integer other) -> -weights.get(other))
                                        .thenComparing(Comparator.reverseOrder()))
                        .toList();
        for (int i = 0; i < best.size() && found.size() < number; i++) {
            Example example = example(sessions.get(best.get(i)), known);
            if (example != null && !found.contains(example)) {
                found.add(example);
            }
        }
        Collections.reverse(found);
        return found;
    }

    private Map<Integer, Double> weights(List<String> session) {
        Map<Integer, Double> weights = new HashMap<>();
        Set<String> counted = new HashSet<>();
        for (int back = 1; back <= session.size(); back++) {
            String item = session.get(session.size() - back);
            if (counted.add(item)) {
                double weight = 1.0 / back;
                sessionsByItem
                        .getOrDefault(item, List.of())
                        .forEach(other -> weights.merge(other, weight, Double::sum));
            }
        }
        return weights;
    }

    /** What stands around the last shared item that a new one follows; null if there is none. */
    private Example example(int[] other, Collection<String> known) {
        List<String> ids = Arrays.stream(other).mapToObj(itemIds::get).toList();
        int last =
                IntStream.iterate(ids.size() - 2, place -> place >= 0, place -> place - 1)
                        .filter(place -> known.contains(ids.get(place)))
                        .filter(place -> !known.contains(ids.get(place + 1)))
                        .findFirst()
                        .orElse(-1);
        if (last < 0) {
            return null;
        }
        return new Example(
                ids.subList(Math.max(0, last + 1 - SHOWN_BEFORE), last + 1),
                ids.subList(last + 1, Math.min(ids.size(), last + 1 + SHOWN_AFTER)));
    }
}
