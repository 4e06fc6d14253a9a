package dev.semsr.core.encoding;

import java.util.Arrays;

/**
 * A dense table of float vectors, one a row, in one array.
 *
 * @param width components of a row
 * @param values all rows, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // one flat array is the point; it is never compared
public record VectorTable(int width, float[] values) {

    /** Checks that the values are whole rows. */
    public VectorTable {
        if (width <= 0 || values.length % width != 0) {
            throw new IllegalArgumentException(
                    values.length + " values are no whole rows of width " + width);
        }
    }

    /** A table of {@code rows} rows of zeros. */
    public static VectorTable zeros(int rows, int width) {
        return new VectorTable(width, new float[Math.multiplyExact(rows, width)]);
    }

    /** Number of rows. */
    public int rows() {
        return values.length / width;
    }

    /** A copy of one row. */
    public float[] row(int row) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    /** Writes one row. */
    public void setRow(int row, float[] vector) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "A vector of width " + vector.length + " does not fit width " + width);
        }
        System.arraycopy(vector, 0, values, row * width, width);
    }
}
