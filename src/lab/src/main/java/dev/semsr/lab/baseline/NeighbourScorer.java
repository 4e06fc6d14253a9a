package dev.semsr.lab.baseline;

import dev.semsr.core.neighbour.NearestSessions;
import java.util.List;
import java.util.Map;

/** Recommends by VMIS-kNN: what the nearest past sessions hold. */
public final class NeighbourScorer extends RowScorer {

    /** Its name. */
    public static final String NAME = "vmis-knn";

    private static final int SAMPLE = 1500;
    private static final int NEIGHBOURS = 500;

    private final NearestSessions nearest;

    /**
     * Indexes.
     *
     * @param itemIds ids by row
     * @param sessions rows clicked in each session, in the order of time
     */
    public NeighbourScorer(List<String> itemIds, List<int[]> sessions) {
        super(NAME, itemIds);
        nearest = new NearestSessions(sessions, itemIds.size(), SAMPLE, NEIGHBOURS);
    }

    @Override
    Map<Integer, Double> scores(int[] session) {
        return nearest.votes(session);
    }
}
