package dev.semsr.lab.experiment;

import dev.semsr.model.training.ModelRecipe;

/**
 * A model that takes part in an experiment.
 *
 * @param name its name in tables, such as {@code semsr-f/niser}
 * @param recipe how to make it; the seed in it is replaced
 */
public record ModelPlan(String name, ModelRecipe recipe) {

    /** A model under the name of its variant and backbone. */
    public static ModelPlan of(ModelRecipe recipe) {
        return new ModelPlan(recipe.model(), recipe);
    }
}
