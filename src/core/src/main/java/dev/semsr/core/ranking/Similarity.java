package dev.semsr.core.ranking;

import dev.semsr.core.catalog.ItemAttributes;
import dev.semsr.core.catalog.ItemLookup;
import java.util.Map;

/**
 * How alike two items are, from 0 to 1: the mean of those of three parts that are known of both.
 * The vectors' cosine, 0 if it is negative; 1 or 0 for the same or another narrowest category; 1 or
 * 0 for the same or another brand.
 */
final class Similarity {

    private final ItemLookup items;
    private final Map<String, float[]> vectors;

    /**
     * @param vectors vectors of length 1 by item
     */
    Similarity(ItemLookup items, Map<String, float[]> vectors) {
        this.items = items;
        this.vectors = vectors;
    }

    double of(String first, String second) {
        ItemAttributes a = items.of(first);
        ItemAttributes b = items.of(second);
        double sum = 0;
        int parts = 0;
        float[] u = vectors.get(first);
        float[] v = vectors.get(second);
        if (u != null && v != null) {
            sum += Math.max(0, dot(u, v));
            parts++;
        }
        if (a.narrowestCategory() != null && b.narrowestCategory() != null) {
            sum += a.narrowestCategory().equals(b.narrowestCategory()) ? 1 : 0;
            parts++;
        }
        if (a.brand() != null && b.brand() != null) {
            sum += a.brand().equals(b.brand()) ? 1 : 0;
            parts++;
        }
        return parts == 0 ? 0 : sum / parts;
    }

    static double dot(float[] u, float[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }
}
