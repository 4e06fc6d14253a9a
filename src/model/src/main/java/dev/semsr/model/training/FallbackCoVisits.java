package dev.semsr.model.training;

import dev.semsr.core.neighbour.CoVisits;
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
     */
    static CoVisits of(Corpus corpus, int[] rows) {
        int[] places = new int[corpus.itemIds().size()];
        Arrays.fill(places, -1);
        for (int place = 0; place < rows.length; place++) {
            places[rows[place]] = place;
        }
        List<int[]> sessions =
                corpus.sessions().stream()
                        .map(
                                session ->
                                        IntStream.of(session)
                                                .map(row -> places[row])
                                                .filter(place -> place >= 0)
                                                .toArray())
                        .toList();
        return CoVisits.of(sessions, REACH, KEEP);
    }
}
