package dev.semsr.lab.baseline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Recommends the items of the session, the most clicked first, of these the most recent; then what
 * is popular everywhere.
 */
public final class SessionPopularityScorer extends RowScorer {

    /** Its name. */
    public static final String NAME = "session-popularity";

    private static final int POPULAR = 200;

    private final double[] popularity;
    private final int[] popular;

    /**
     * Counts.
     *
     * @param itemIds ids by row
     * @param sessions rows clicked in each session
     */
    public SessionPopularityScorer(List<String> itemIds, List<int[]> sessions) {
        super(NAME, itemIds);
        long[] clicks = new long[itemIds.size()];
        long all = 1;
        for (int[] session : sessions) {
            for (int row : session) {
                clicks[row]++;
                all++;
            }
        }
        popularity = new double[clicks.length];
        for (int row = 0; row < clicks.length; row++) {
            popularity[row] = clicks[row] / (double) all;
        }
        popular =
                IntStream.range(0, clicks.length)
                        .filter(row -> clicks[row] > 0)
                        .boxed()
                        .sorted((a, b) -> Long.compare(clicks[b], clicks[a]))
                        .limit(POPULAR)
                        .mapToInt(row -> row)
                        .toArray();
    }

    @Override
    Map<Integer, Double> scores(int[] session) {
        Map<Integer, Double> scores = new HashMap<>();
        for (int row : popular) {
            scores.put(row, popularity[row]);
        }
        Map<Integer, Double> clicks = new HashMap<>();
        for (int place = 0; place < session.length; place++) {
            double recency = (place + 1.0) / (session.length + 1);
            scores.put(session[place], clicks.merge(session[place], 1.0, Double::sum) + recency);
        }
        return scores;
    }
}
