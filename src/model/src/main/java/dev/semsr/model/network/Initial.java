package dev.semsr.model.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How a parameter begins. */
public enum Initial {
    /** Uniform between plus and minus 1/sqrt(dimension). */
    UNIFORM,
    /** A tenth of {@link #UNIFORM}: hardly moves what it is added to, yet is no zero. */
    SMALL,
    /** The identity; not square: ones on the diagonal. */
    IDENTITY,
    /** All zero. */
    ZERO,
    /** All one. */
    ONE;

    /**
     * First values of a parameter; the same for the same seed and name.
     *
     * @param columns length of the last axis, by which the diagonal is found
     * @param dimension width that scales {@link #UNIFORM} and {@link #SMALL}
     */
    public float[] values(int size, int columns, int dimension, long seed, String name) {
        float[] values = new float[size];
        switch (this) {
            case UNIFORM -> fillUniform(values, 1 / Math.sqrt(dimension), seed ^ mixed(name));
            case SMALL -> fillUniform(values, 0.1 / Math.sqrt(dimension), seed ^ mixed(name));
            case IDENTITY -> {
                for (int i = 0; i < size; i += columns + 1) {
                    values[i] = 1;
                }
            }
            case ZERO -> {}
            case ONE -> Arrays.fill(values, 1);
        }
        return values;
    }

    private static void fillUniform(float[] values, double bound, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }

    private static long mixed(String name) {
        return name.hashCode() * 0x9E3779B97F4A7C15L;
    }
}
