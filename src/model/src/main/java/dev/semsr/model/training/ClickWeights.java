package dev.semsr.model.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What each training click counts in the fallback lists: 1, or less the older it is. A click that
 * is one half-life older than the newest counts half, two half-lives a quarter.
 *
 * @param ofSessions one weight a click of each session; null where every click counts 1
 */
record ClickWeights(List<float[]> ofSessions) {

    /** Of a click of long ago: it still tells what was clicked from what was not. */
    private static final double LEAST = 1e-6;

    private static final ClickWeights EQUAL = new ClickWeights(null);

    /**
     * Weights of the clicks of a corpus.
     *
     * @param halfLife null where no click fades
     * @throws IllegalArgumentException if clicks are to fade whose times are unknown
     */
    static ClickWeights of(Corpus corpus, Duration halfLife) {
        if (halfLife == null) {
            return EQUAL;
        }
        if (corpus.times() == null) {
            throw new IllegalArgumentException(
                    "Clicks of unknown times cannot fade with a half-life of " + halfLife);
        }
        long newest =
                corpus.times().stream().flatMapToLong(Arrays::stream).max().orElse(Long.MIN_VALUE);
        List<float[]> weights = new ArrayList<>(corpus.times().size());
        for (long[] times : corpus.times()) {
            float[] ofSession = new float[times.length];
            for (int i = 0; i < times.length; i++) {
                double halves = (double) (newest - times[i]) / halfLife.toMillis();
                ofSession[i] = (float) Math.max(LEAST, Math.pow(2, -halves));
            }
            weights.add(ofSession);
        }
        return new ClickWeights(Collections.unmodifiableList(weights));
    }

    /** What a click counts. */
    float of(int session, int click) {
        return ofSessions == null ? 1 : ofSessions.get(session)[click];
    }

    /** How often each item was clicked in the training sessions, by row. */
    double[] clicks(Corpus corpus) {
        double[] clicks = new double[corpus.itemIds().size()];
        for (int session = 0; session < corpus.sessions().size(); session++) {
            int[] rows = corpus.sessions().get(session);
            for (int i = 0; i < rows.length; i++) {
                clicks[rows[i]] += of(session, i);
            }
        }
        return clicks;
    }
}
