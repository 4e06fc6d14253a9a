package dev.semsr.model.training;

import dev.semsr.model.export.CoVisitTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How strongly each item's followers are raised in the scores: {@code weight * log(1 + 100 p)} with
 * {@code p} the follower's share of all that followed. A follower at distance n in a session counts
 * 1 / n.
 */
final class CoVisitStrengths {

    private static final int FOLLOWERS = 50;
    private static final int REACH = 5;
    private static final double SHARPNESS = 100;

    private CoVisitStrengths() {}

    /**
     * Counts the training sessions.
     *
     * @param rows rows of the corpus in the order of the table
     */
    static CoVisitTable of(Corpus corpus, int[] rows, float weight) {
        int[] places = new int[corpus.itemIds().size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < rows.length; i++) {
            places[rows[i]] = i;
        }
        Map<Integer, Map<Integer, Double>> counts = counts(corpus.sessions(), places);
        int[] followers = new int[rows.length * FOLLOWERS];
        float[] strengths = new float[followers.length];
        counts.forEach(
                (item, after) -> fill(item * FOLLOWERS, after, weight, followers, strengths));
        return new CoVisitTable(FOLLOWERS, followers, strengths);
    }

    private static Map<Integer, Map<Integer, Double>> counts(List<int[]> sessions, int[] places) {
        Map<Integer, Map<Integer, Double>> counts = new HashMap<>();
        for (int[] session : sessions) {
            for (int from = 0; from < session.length; from++) {
                int last = Math.min(session.length - 1, from + REACH);
                for (int to = from + 1; to <= last; to++) {
                    int item = places[session[from]];
                    int follower = places[session[to]];
                    if (item >= 0 && follower >= 0) {
                        counts.computeIfAbsent(item, key -> new HashMap<>())
                                .merge(follower, 1.0 / (to - from), Double::sum);
                    }
                }
            }
        }
        return counts;
    }

    private static void fill(
            int from,
            Map<Integer, Double> after,
            float weight,
            int[] followers,
            float[] strengths) {
        double all = after.values().stream().mapToDouble(count -> count).sum();
        List<Map.Entry<Integer, Double>> best =
                after.entrySet().stream()
                        .sorted(
                                Map.Entry.<Integer, Double>comparingByValue()
                                        .reversed()
                                        .thenComparing(Comparator.comparingInt(Map.Entry::getKey)))
                        .limit(FOLLOWERS)
                        .toList();
        for (int i = 0; i < best.size(); i++) {
            double share = best.get(i).getValue() / all;
            followers[from + i] = best.get(i).getKey();
            strengths[from + i] = (float) (weight * Math.log1p(SHARPNESS * share));
        }
    }
}
