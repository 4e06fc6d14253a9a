package dev.semsr.model.network;

import dev.semsr.core.encoding.VectorTable;

/**
 * First interaction vectors of SemSR-I: projected text vectors of length 1, scaled so that a
 * component is as large on average as one of the usual first values, uniform between plus and minus
 * 1/sqrt(dimension), whose standard deviation is 1/sqrt(3 dimension).
 */
public final class SemanticInitialisation {

    private SemanticInitialisation() {}

    /**
     * The first values.
     *
     * @param usual values to take for items without text, [items, dimension] row by row
     * @param text the encoder's vectors, zeros for an item without text
     * @param dimension at most the width of the text vectors
     * @return [items, dimension], row by row
     * @throws IllegalArgumentException if the dimension is larger than the text vectors
     */
    public static float[] values(
            float[] usual, VectorTable text, Projection projection, int dimension) {
        if (dimension > text.width()) {
            throw new IllegalArgumentException(
                    "Interaction vectors of "
                            + dimension
                            + " cannot begin as text vectors of "
                            + text.width()
                            + ": choose --dimension "
                            + text.width()
                            + " or less.");
        }
        TextAxes axes = TextAxes.of(text);
        TextPreparation preparation =
                projection == Projection.PCA ? axes.pca(dimension) : axes.whitening(dimension);
        VectorTable projected = preparation.apply(text);
        float[] values = usual.clone();
        float factor = (float) (1 / Math.sqrt(3));
        for (int row = 0; row < text.rows(); row++) {
            float[] vector = projected.row(row);
            for (int i = 0; i < dimension && isPresent(vector); i++) {
                values[row * dimension + i] = vector[i] * factor;
            }
        }
        return values;
    }

    private static boolean isPresent(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }
}
