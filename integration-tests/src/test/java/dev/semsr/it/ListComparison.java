package dev.semsr.it;

import dev.semsr.lab.evaluation.DumpedList;
import dev.semsr.schemas.Recommendation;
import java.util.List;

/** Compares a list of the job with one of the evaluation. */
final class ListComparison {

    /** Scores nearer than this are a tie: batches of another size add up in another order. */
    private static final double TIE = 1e-4;

    private ListComparison() {}

    /** Whether both have the same items in the same places, but for items of equal score. */
    static boolean same(DumpedList offline, Recommendation online) {
        List<DumpedList.Place> places = offline.items();
        if (places.size() != online.getItems().size()) {
            return false;
        }
        for (int place = 0; place < places.size(); place++) {
            var expected = places.get(place);
            var actual = online.getItems().get(place);
            boolean sameItem = expected.itemId().equals(actual.getItemId());
            boolean tie = Math.abs(expected.score() - actual.getScore()) < TIE;
            if (!sameItem && !tie) {
                return false;
            }
        }
        return true;
    }
}
