package dev.semsr.core.neighbour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was visited after each item, within a few clicks of the same session: directed sequential
 * rules. A follower at distance n counts 1 / n (Ludewig and Jannach 2018, sequential rules).
 */
public final class CoVisits {

    /** Nothing follows anything. */
    public static final CoVisits NONE = new CoVisits(new int[0][], new double[0][], new double[0]);

    private final int[][] followers;
    private final double[][] weights;
    private final double[] totals;

    private CoVisits(int[][] followers, double[][] weights, double[] totals) {
        this.followers = followers;
        this.weights = weights;
        this.totals = totals;
    }

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
        return of(sessions, null, reach, keep);
    }

    /**
     * Counts sessions in which not every click counts the same.
     *
     * @param counts what each click counts as a follower, such as less the older it is; null where
     *     each counts 1
     */
    public static CoVisits of(List<int[]> sessions, List<float[]> counts, int reach, int keep) {
        CoVisitCounter counter = new CoVisitCounter(sessions, counts, reach, keep);
        int items = counter.items();
        int[][] followers = new int[items][];
        double[][] weights = new double[items][];
        double[] totals = new double[items];
        for (int row = 0; row < items; row++) {
            totals[row] = counter.count(row);
            followers[row] = counter.best();
            weights[row] = counter.weights();
        }
        return new CoVisits(followers, weights, totals);
    }

    /**
     * Takes up what was counted before.
     *
     * @param followers of each row, best first
     * @param weights of the followers
     * @param totals weight of all that followed each row, also what was not kept
     */
    public static CoVisits counted(int[][] followers, double[][] weights, double[] totals) {
        if (followers.length != weights.length || followers.length != totals.length) {
            throw new IllegalArgumentException(
                    followers.length
                            + " items with followers, but "
                            + weights.length
                            + " with weights and "
                            + totals.length
                            + " with totals");
        }
        return new CoVisits(followers.clone(), weights.clone(), totals.clone());
    }

    /** Items from 0 on that something may follow; nothing follows those beyond. */
    public int items() {
        return followers.length;
    }

    /** Weight of all that followed an item, also of what was not kept. */
    public double total(int row) {
        return row < totals.length ? totals[row] : 0;
    }

    /** Followers of an item, best first; none for an item that nothing followed. */
    public List<Follower> after(int row) {
        if (row >= followers.length) {
            return List.of();
        }
        List<Follower> after = new ArrayList<>(followers[row].length);
        for (int i = 0; i < followers[row].length; i++) {
            double weight = weights[row][i];
            after.add(new Follower(followers[row][i], weight, weight / totals[row]));
        }
        return after;
    }

    /**
     * What is likely to follow a session: the shares of the followers of its newest clicks.
     *
     * @param session rows of the clicked items, oldest first
     * @param clicks newest clicks that count; with 1 only the last
     * @param decay what a click counts of the one after it, from 0 to 1
     */
    public Map<Integer, Double> following(int[] session, int clicks, double decay) {
        Map<Integer, Double> following = new HashMap<>();
        double weight = 1;
        for (int i = session.length - 1; i >= Math.max(0, session.length - clicks); i--) {
            for (Follower follower : after(session[i])) {
                following.merge(follower.row(), weight * follower.share(), Double::sum);
            }
            weight *= decay;
        }
        return following;
    }
}
