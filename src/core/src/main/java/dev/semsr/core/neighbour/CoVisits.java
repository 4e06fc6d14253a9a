package dev.semsr.core.neighbour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was visited after each item, within a few clicks of the same session: directed sequential
 * rules. A follower at distance n counts 1 / n (Ludewig and Jannach 2018, sequential rules).
 */
public final class CoVisits {

    private final Map<Integer, List<Follower>> followers = new HashMap<>();

    private CoVisits() {}

    /**
     * An item that follows another.
     *
     * @param row the item
     * @param weight how often, each time by 1 / distance
     * @param share of all that followed, from 0 to 1
     */
    public record Follower(int row, double weight, double share) {}

    /**
     * Counts sessions.
     *
     * @param sessions rows of the clicked items, oldest first
     * @param reach clicks after an item that count
     * @param keep best followers of an item that are kept
     */
    public static CoVisits of(List<int[]> sessions, int reach, int keep) {
        Map<Integer, Map<Integer, Double>> counts = new HashMap<>();
        for (int[] session : sessions) {
            for (int from = 0; from < session.length; from++) {
                int last = Math.min(session.length - 1, from + reach);
                for (int to = from + 1; to <= last; to++) {
                    counts.computeIfAbsent(session[from], key -> new HashMap<>())
                            .merge(session[to], 1.0 / (to - from), Double::sum);
                }
            }
        }
        CoVisits coVisits = new CoVisits();
        counts.forEach((row, after) -> coVisits.followers.put(row, best(after, keep)));
        return coVisits;
    }

    /** Followers of an item, best first; none for an item that nothing followed. */
    public List<Follower> after(int row) {
        return followers.getOrDefault(row, List.of());
    }

    private static List<Follower> best(Map<Integer, Double> after, int keep) {
        double all = after.values().stream().mapToDouble(count -> count).sum();
        List<Follower> best = new ArrayList<>();
        after.forEach((row, count) -> best.add(new Follower(row, count, count / all)));
        best.sort(
                Comparator.comparingDouble(Follower::weight)
                        .reversed()
                        .thenComparingInt(Follower::row));
        return List.copyOf(best.subList(0, Math.min(keep, best.size())));
    }
}
