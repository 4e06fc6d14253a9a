package dev.semsr.app.cli;

import dev.semsr.lab.experiment.DeclaredModel;
import dev.semsr.lab.experiment.ModelPlan;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.SemsrX;
import java.util.List;

/** What a name on the command line is trained as. */
final class Recipes {

    private Recipes() {}

    /**
     * The recipe of a variant.
     *
     * @param depth items that SemSR-F+ re-ranks
     * @throws IllegalArgumentException if there is no such variant, or a setting is out of range
     */
    static ModelRecipe of(
            String variant, Backbone backbone, int depth, TrainingOptions options, long seed) {
        return switch (variant) {
            case ModelRecipe.Reranked.VARIANT ->
                    new ModelRecipe.Reranked(
                            options.settings(Variant.SEMSR_F, backbone, seed),
                            options.settings(Variant.BASE, backbone, seed),
                            depth);
            case SemsrX.VARIANT ->
                    new ModelRecipe.Blend(
                            SemsrX.VARIANT,
                            SemsrX.NETWORKS.stream()
                                    .map(n -> options.settings(n.variant(), n.backbone(), seed))
                                    .toList(),
                            true);
            default -> new ModelRecipe.Single(options.settings(known(variant), backbone, seed));
        };
    }

    /** A declared model with the options that were given. */
    static ModelPlan plan(DeclaredModel model, TrainingOptions options, long seed) {
        int depth = model.depth() == 0 ? ModelRecipe.Reranked.DEPTH : model.depth();
        Backbone backbone = model.hasBackbone() ? Backbone.of(model.backbone()) : Backbone.NISER;
        ModelRecipe recipe = of(model.variant(), backbone, depth, options, seed);
        if (model.cutsText() && recipe instanceof ModelRecipe.Single single) {
            recipe =
                    new ModelRecipe.Single(
                            single.settings().toBuilder()
                                    .textDimensions(model.textDimensions())
                                    .build());
        }
        return new ModelPlan(model.label(), recipe, model.text());
    }

    private static Variant known(String variant) {
        try {
            return Variant.of(variant);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage()
                            + ", "
                            + String.join(
                                    ", ", List.of(ModelRecipe.Reranked.VARIANT, SemsrX.VARIANT)),
                    e);
        }
    }
}
