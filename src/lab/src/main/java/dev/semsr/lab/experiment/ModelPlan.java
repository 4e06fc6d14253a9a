package dev.semsr.lab.experiment;

import dev.semsr.model.training.ModelRecipe;

/**
 * A model that takes part in an experiment.
 *
 * @param name its name in tables, such as {@code semsr-f/niser}
 * @param recipe how to make it; the seed in it is replaced
 * @param text the text vectors that it reads
 */
public record ModelPlan(String name, ModelRecipe recipe, TextChoice text) {

    /** A model that reads the text vectors of the experiment. */
    public ModelPlan(String name, ModelRecipe recipe) {
        this(name, recipe, TextChoice.STANDARD);
    }

    /** A model under the name of its variant and backbone. */
    public static ModelPlan of(ModelRecipe recipe) {
        return new ModelPlan(recipe.model(), recipe);
    }
}
