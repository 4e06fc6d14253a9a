package dev.semsr.lab.agent;

/**
 * An item near a title.
 *
 * @param row row of the item
 * @param cosine how near: cosine of the two texts' vectors
 */
public record Match(int row, float cosine) {}
