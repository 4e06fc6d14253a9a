package dev.semsr.app.cli;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.SemsrX;
import dev.semsr.model.training.WarmStart;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a model is trained as; a {@code Mixin}. */
final class RecipeOptions {

    private static final String FUSED = Variant.SEMSR_F.code();

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = {
                "semsr-x: the best on every text data set, two networks and what clicks tell; base:"
                        + " behaviour alone; semsr-i: begun from text; semsr-f: fused with text;"
                        + " semsr-f+: semsr-f re-ranked by the backbone alone; consistent,"
                        + " alphafuse: see docs/models.md (semsr-x, or semsr-f if a --backbone is"
                        + " named; base where no item has a title; with a warm start that of the"
                        + " version)."
            })
    private String variant;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            description =
                    "Session network: niser, niser+, msgat, sasrec, gru4rec, core or core-ave;"
                            + " msgat-author is for experiments only (niser). Not for semsr-x,"
                            + " which has networks of its own.")
    private String backbone;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Items that semsr-f+ re-ranks (${DEFAULT-VALUE}).")
    private int depth = ModelRecipe.Reranked.DEPTH;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Of initial weights, order and dropout (1; with a warm start that of the"
                            + " version).")
    private Long seed;

    @Mixin private TrainingOptions training;

    /** What was chosen, to tell one choice from another. */
    String text() {
        return "%s/%s %d %s".formatted(variant, backbone, depth, seed);
    }

    /**
     * The recipe that the options name, or else that of the version that is begun from.
     *
     * @param withText whether any item has a title
     */
    ModelRecipe recipe(WarmStart start, boolean withText) {
        if (start != null && variant == null && backbone == null) {
            ModelRecipe like = start.recipe().mapped(training::over);
            return seed == null ? like : like.withSeed(seed);
        }
        String chosen = variant != null ? variant : fitting(withText);
        if (backbone != null && chosen.equals(SemsrX.VARIANT)) {
            throw new IllegalArgumentException(
                    "semsr-x has networks of its own: leave --backbone out, or choose another"
                            + " --variant");
        }
        Backbone network = backbone == null ? Backbone.NISER : Backbone.of(backbone);
        return Recipes.of(chosen, network, depth, training, seed == null ? 1 : seed);
    }

    private String fitting(boolean withText) {
        if (!withText) {
            return Variant.BASE.code();
        }
        return backbone == null ? SemsrX.VARIANT : FUSED;
    }
}
