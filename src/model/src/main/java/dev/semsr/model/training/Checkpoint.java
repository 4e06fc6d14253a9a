package dev.semsr.model.training;

import java.util.Map;

/**
 * All that a training goes on from.
 *
 * @param position how far it has come
 * @param state parameters and the optimiser's memory, by name
 * @param bestWeights parameters of the best epoch, by name; empty before the first
 */
record Checkpoint(
        TrainingPosition position, Map<String, float[]> state, Map<String, float[]> bestWeights) {}
