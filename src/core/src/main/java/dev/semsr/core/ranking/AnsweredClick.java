package dev.semsr.core.ranking;

import dev.semsr.schemas.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says which clicked item each item of the model answers: the one with the largest product of the
 * model's attention on it and its likeness to the item, which is the cosine of their vectors, 0 if
 * that is negative. If all products are 0, none is named.
 *
 * <p>Of a model without attention, which clicked item led to the list is not known; then it is the
 * one whose vector is closest, whatever the cosine. Of equals the newest is named.
 */
final class AnsweredClick {

    private final List<String> session;
    private final Map<String, float[]> vectors;
    private final Map<String, Double> attention;

    private AnsweredClick(
            List<String> session, Map<String, float[]> vectors, Map<String, Double> attention) {
        this.session = session;
        this.vectors = vectors;
        this.attention = attention;
    }

    /**
     * Explains a list; vectors and attention are asked for only if the model named one of its
     * items.
     *
     * @param session clicked items, oldest first
     * @param vectors gives the vectors that the model compares
     * @param attention says what the model's attention was on
     */
    static List<Candidate> explain(
            List<Candidate> list,
            List<String> session,
            ItemVectors vectors,
            SessionAttention attention) {
        if (list.stream().noneMatch(AnsweredClick::isOfModel)) {
            return list;
        }
        Set<String> ids = new LinkedHashSet<>(session);
        list.stream().filter(AnsweredClick::isOfModel).forEach(item -> ids.add(item.itemId()));
        AnsweredClick answered = new AnsweredClick(session, vectors.of(ids), attention.of(session));
        return list.stream()
                .map(item -> isOfModel(item) ? item.answering(answered.by(item.itemId())) : item)
                .toList();
    }

    private static boolean isOfModel(Candidate item) {
        return item.source() == Source.MODEL;
    }

    /** The clicked item that an item answers; null if that is not known. */
    private String by(String itemId) {
        float[] vector = vectors.get(itemId);
        String best = null;
        double most = attention.isEmpty() ? Double.NEGATIVE_INFINITY : Double.MIN_VALUE;
        for (String clicked : session) {
            float[] other = vectors.get(clicked);
            if (vector != null && other != null) {
                double weight = weight(clicked, Similarity.dot(vector, other));
                if (weight >= most) {
                    most = weight;
                    best = clicked;
                }
            }
        }
        return best;
    }

    private double weight(String clicked, double cosine) {
        return attention.isEmpty()
                ? cosine
                : attention.getOrDefault(clicked, 0.0) * Math.max(0, cosine);
    }
}
