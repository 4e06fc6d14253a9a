package dev.semsr.core.ranking;

import dev.semsr.schemas.Source;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which clicked item each item of the model answers: the one whose vector is closest to its
 * own, of equals the newest. The same for every network, whether it has attention or not.
 */
final class ClosestClick {

    private ClosestClick() {}

    /**
     * Explains a list.
     *
     * @param session clicked items, oldest first
     * @param vectors gives the vectors that the model compares
     */
    static List<Candidate> explain(
            List<Candidate> list, Collection<String> session, ItemVectors vectors) {
        Set<String> ids = new LinkedHashSet<>(session);
        list.stream().filter(ClosestClick::isOfModel).forEach(item -> ids.add(item.itemId()));
        Map<String, float[]> known = vectors.of(ids);
        return list.stream()
                .map(
                        item ->
                                isOfModel(item) && known.containsKey(item.itemId())
                                        ? item.answering(closest(item.itemId(), session, known))
                                        : item)
                .toList();
    }

    private static boolean isOfModel(Candidate item) {
        return item.source() == Source.MODEL;
    }

    private static String closest(
            String itemId, Collection<String> session, Map<String, float[]> known) {
        float[] vector = known.get(itemId);
        String closest = null;
        double most = Double.NEGATIVE_INFINITY;
        for (String clicked : session) {
            float[] other = known.get(clicked);
            double likeness = other == null ? most : Similarity.dot(vector, other);
            if (other != null && likeness >= most) {
                most = likeness;
                closest = clicked;
            }
        }
        return closest;
    }
}
