package dev.semsr.model.training;

import dev.semsr.core.neighbour.CoVisits;
import dev.semsr.model.export.CoVisitTable;
import java.util.Arrays;

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
        CoVisits coVisits = CoVisits.of(corpus.sessions(), REACH, FOLLOWERS);
        int[] followers = new int[rows.length * FOLLOWERS];
        float[] strengths = new float[followers.length];
        for (int i = 0; i < rows.length; i++) {
            int next = i * FOLLOWERS;
            for (CoVisits.Follower follower : coVisits.after(rows[i])) {
                if (places[follower.row()] >= 0) {
                    followers[next] = places[follower.row()];
                    strengths[next++] = (float) (weight * Math.log1p(SHARPNESS * follower.share()));
                }
            }
        }
        return new CoVisitTable(FOLLOWERS, followers, strengths);
    }
}
