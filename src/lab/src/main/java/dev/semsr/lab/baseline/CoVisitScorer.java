package dev.semsr.lab.baseline;

import dev.semsr.core.neighbour.CoVisits;
import java.util.List;
import java.util.Map;

/** Recommends what followed the last click, or the last few, in other sessions. */
public final class CoVisitScorer extends RowScorer {

    /** Its name. */
    public static final String NAME = "co-visits";

    private final Settings settings;
    private final CoVisits coVisits;

    /**
     * How followers are counted and asked for.
     *
     * @param reach clicks after an item that count
     * @param keep best followers of an item that are kept
     * @param clicks newest clicks of the session that are looked at
     * @param decay what a click counts of the one after it, from 0 to 1
     */
    public record Settings(int reach, int keep, int clicks, double decay) {

        /** Sequential rules as published: ten steps, and the last click alone. */
        public static final Settings DEFAULT = new Settings(10, 100, 1, 1);
    }

    /**
     * Counts.
     *
     * @param itemIds ids by row
     * @param sessions rows clicked in each session
     */
    public CoVisitScorer(List<String> itemIds, List<int[]> sessions) {
        this(itemIds, sessions, Settings.DEFAULT);
    }

    /** Counts by other settings than the published. */
    public CoVisitScorer(List<String> itemIds, List<int[]> sessions, Settings settings) {
        super(NAME, itemIds);
        this.settings = settings;
        coVisits = CoVisits.of(sessions, settings.reach(), settings.keep());
    }

    @Override
    Map<Integer, Double> scores(int[] session) {
        return coVisits.following(session, settings.clicks(), settings.decay());
    }
}
