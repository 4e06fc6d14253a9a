package dev.semsr.model.training;

import java.util.List;

/**
 * Which items are clicked more, or less, than they used to be: {@code weight * log((r + s) / (e +
 * s))} with {@code r} the clicks on the item, those of older sessions counting less, {@code e} what
 * they would be if its clicks were spread evenly over all sessions, and {@code s} a constant that
 * keeps items of few clicks near 0. Sessions stand in the order in which they began.
 */
final class ItemTrend {

    /** Share of the sessions after which a click counts half. */
    private static final double HALF_LIFE = 0.03;

    private static final double SMOOTHING = 0.5;

    private ItemTrend() {}

    /**
     * Counts the training sessions.
     *
     * @param rows rows of the corpus in the order of the table
     */
    static float[] of(Corpus corpus, int[] rows, float weight) {
        List<int[]> sessions = corpus.sessions();
        double[] recent = new double[corpus.itemIds().size()];
        double perSession = Math.pow(0.5, 1 / (HALF_LIFE * sessions.size()));
        double counts = 1;
        double sum = 0;
        for (int i = sessions.size() - 1; i >= 0; i--) {
            for (int row : sessions.get(i)) {
                recent[row] += counts;
            }
            sum += counts;
            counts *= perSession;
        }
        double mean = sum / sessions.size();
        long[] clicks = corpus.clicks();
        float[] trend = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double expected = clicks[rows[i]] * mean;
            double ratio = (recent[rows[i]] + SMOOTHING) / (expected + SMOOTHING);
            trend[i] = (float) (weight * Math.log(ratio));
        }
        return trend;
    }
}
