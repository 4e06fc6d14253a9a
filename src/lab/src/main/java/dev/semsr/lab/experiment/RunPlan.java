package dev.semsr.lab.experiment;

import dev.semsr.model.training.ModelRecipe;

/**
 * One model of an experiment under one seed.
 *
 * @param model name of the model in tables, such as {@code semsr-f/niser}
 * @param recipe how to make it, seed included
 * @param seed the seed
 * @param text the text vectors that it reads
 */
public record RunPlan(String model, ModelRecipe recipe, long seed, TextChoice text) {

    /** A run that reads the text vectors of the experiment. */
    public RunPlan(String model, ModelRecipe recipe, long seed) {
        this(model, recipe, seed, TextChoice.STANDARD);
    }

    /** Name of the run, also that of its folder: {@code semsr-f-niser-seed2}. */
    public String name() {
        return model.replaceAll("[^A-Za-z0-9.+]+", "-") + "-seed" + seed;
    }
}
