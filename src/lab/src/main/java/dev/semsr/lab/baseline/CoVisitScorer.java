package dev.semsr.lab.baseline;

import dev.semsr.core.neighbour.CoVisits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recommends what followed the last click in other sessions. */
public final class CoVisitScorer extends RowScorer {

    /** Its name. */
    public static final String NAME = "co-visits";

    private static final int REACH = 10;
    private static final int KEEP = 200;

    private final CoVisits coVisits;

    /**
     * Counts.
     *
     * @param itemIds ids by row
     * @param sessions rows clicked in each session
     */
    public CoVisitScorer(List<String> itemIds, List<int[]> sessions) {
        super(NAME, itemIds);
        coVisits = CoVisits.of(sessions, REACH, KEEP);
    }

    @Override
    Map<Integer, Double> scores(int[] session) {
        Map<Integer, Double> scores = new HashMap<>();
        if (session.length > 0) {
            coVisits.after(session[session.length - 1])
                    .forEach(follower -> scores.put(follower.row(), follower.weight()));
        }
        return scores;
    }
}
