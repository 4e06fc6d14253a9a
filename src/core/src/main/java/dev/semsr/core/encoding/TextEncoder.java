package dev.semsr.core.encoding;

import java.util.List;

/** Turns texts into vectors. Thread-safe. */
public interface TextEncoder extends AutoCloseable {

    /** Name of the encoder, stable across runs: vectors of different names are never mixed. */
    String name();

    /** Number of components of each vector. */
    int width();

    /**
     * Encodes texts.
     *
     * @param texts not empty, in any language the encoder knows
     * @return one L2-normalised vector of {@link #width()} components a text, in the same order
     */
    List<float[]> encode(List<String> texts);

    @Override
    void close();
}
