package dev.semsr.model.training;

import dev.semsr.core.neighbour.CoVisits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The co-visits that go with a model, for the sessions that it cannot answer. */
final class FallbackCoVisits {

    private static final int REACH = 10;

    /** Enough to fill a list of twenty beside the session's own items. */
    private static final int KEEP = 50;

    private FallbackCoVisits() {}

    /**
     * Counts the training sessions.
     *
     * @param rows rows of the corpus in the order of the artefact
     * @param weights what each click counts as a follower
     */
    static CoVisits of(Corpus corpus, int[] rows, ClickWeights weights) {
        int[] places = new int[corpus.itemIds().size()];
        Arrays.fill(places, -1);
        for (int place = 0; place < rows.length; place++) {
            places[rows[place]] = place;
        }
        List<int[]> sessions = new ArrayList<>();
        List<float[]> counts = new ArrayList<>();
        for (int i = 0; i < corpus.sessions().size(); i++) {
            int[] all = corpus.sessions().get(i);
            int[] kept = IntStream.range(0, all.length).filter(c -> places[all[c]] >= 0).toArray();
            sessions.add(IntStream.of(kept).map(click -> places[all[click]]).toArray());
            float[] count = new float[kept.length];
            for (int click = 0; click < kept.length; click++) {
                count[click] = weights.of(i, kept[click]);
            }
            counts.add(count);
        }
        return CoVisits.of(sessions, counts, REACH, KEEP);
    }
}
