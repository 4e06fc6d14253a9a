package dev.semsr.model.device;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vectors of items as the device gives them, brought to length 1. */
final class UnitVectors {

    private UnitVectors() {}

    /**
     * Vectors by item; an item with one of zeros is not shown, and left out.
     *
     * @param values one vector an item, one after the other
     */
    static Map<String, float[]> of(List<String> itemIds, float[] values) {
        int width = values.length / itemIds.size();
        Map<String, float[]> vectors = new HashMap<>();
        for (int i = 0; i < itemIds.size(); i++) {
            float[] vector = Arrays.copyOfRange(values, i * width, (i + 1) * width);
            if (brought(vector)) {
                vectors.put(itemIds.get(i), vector);
            }
        }
        return vectors;
    }

    /** Brings a vector to length 1; false for one of zeros. */
    private static boolean brought(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (squares == 0) {
            return false;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return true;
    }
}
