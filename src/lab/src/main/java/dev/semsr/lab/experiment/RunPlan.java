package dev.semsr.lab.experiment;

import dev.semsr.model.training.ModelRecipe;

/**
 * One model of an experiment under one seed.
 *
 * @param model name of the model in tables, such as {@code semsr-f/niser}
 * @param recipe how to make it, seed included
 * @param seed the seed
 */
public record RunPlan(String model, ModelRecipe recipe, long seed) {

    /** Name of the run, also that of its folder: {@code semsr-f-niser-seed2}. */
    public String name() {
        return model.replaceAll("[^A-Za-z0-9.+]+", "-") + "-seed" + seed;
    }
}
