package dev.semsr.model.training;

import dev.semsr.model.network.Variant;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a model is trained as: one network, or several that are trained apart and serve as one. */
public sealed interface ModelRecipe {

    /** The trainings that the model is made of. */
    List<TrainingSettings> members();

    /** Name of variant and backbone, such as {@code semsr-f/niser}. */
    String model();

    /** The same networks with other settings for every training. */
    ModelRecipe mapped(UnaryOperator<TrainingSettings> change);

    /** The same with another seed for every training. */
    default ModelRecipe withSeed(long seed) {
        return mapped(settings -> settings.toBuilder().seed(seed).build());
    }

    /** Makes the model of its trained networks, in the order of {@link #members}. */
    ServableModel assemble(List<TrainedModel> trained);

    /** Whether any of the networks learns from text. */
    default boolean learnsFromText() {
        return members().stream().anyMatch(member -> member.variant().learnsFromText());
    }

    /**
     * One network.
     *
     * @param settings how it is trained
     */
    record Single(TrainingSettings settings) implements ModelRecipe {

        @Override
        public List<TrainingSettings> members() {
            return List.of(settings);
        }

        @Override
        public ModelRecipe mapped(UnaryOperator<TrainingSettings> change) {
            return new Single(change.apply(settings));
        }

        @Override
        public String model() {
            return settings.variant().code() + "/" + settings.backbone().code();
        }

        @Override
        public ServableModel assemble(List<TrainedModel> trained) {
            return trained.get(0);
        }
    }

    /**
     * SemSR-F+: the list of SemSR-F, its best put in the order of the backbone alone.
     *
     * @param fused how SemSR-F is trained
     * @param behaviour how the backbone alone is trained
     * @param depth how many of the best
     */
    record Reranked(TrainingSettings fused, TrainingSettings behaviour, int depth)
            implements ModelRecipe {

        /** Name of the variant. */
        public static final String VARIANT = "semsr-f+";

        /** Depth of the published form: the largest cut-off that is reported. */
        public static final int DEPTH = 100;

        /** Checks that each network has its part. */
        public Reranked {
            if (!fused.variant().usesText() || behaviour.variant() != Variant.BASE) {
                throw new IllegalArgumentException(
                        VARIANT
                                + " re-ranks a model with text by one without, not "
                                + fused.variant().code()
                                + " by "
                                + behaviour.variant().code());
            }
        }

        @Override
        public List<TrainingSettings> members() {
            return List.of(fused, behaviour);
        }

        @Override
        public ModelRecipe mapped(UnaryOperator<TrainingSettings> change) {
            return new Reranked(change.apply(fused), change.apply(behaviour), depth);
        }

        @Override
        public String model() {
            return VARIANT + "/" + behaviour.backbone().code();
        }

        @Override
        public ServableModel assemble(List<TrainedModel> trained) {
            return CompositeModel.reranked(trained.get(0), trained.get(1), depth);
        }
    }

    /**
     * A weighted sum of networks and of what clicks alone tell, weights chosen by the validation
     * examples.
     *
     * @param variant name of the whole
     * @param members how each network is trained
     * @param behaviour whether co-visits, trend and repeats may take part
     */
    record Blend(String variant, List<TrainingSettings> members, boolean behaviour)
            implements ModelRecipe {

        /** Copies the list. */
        public Blend {
            members = List.copyOf(members);
        }

        @Override
        public ModelRecipe mapped(UnaryOperator<TrainingSettings> change) {
            return new Blend(variant, members.stream().map(change).toList(), behaviour);
        }

        @Override
        public String model() {
            return variant;
        }

        @Override
        public ServableModel assemble(List<TrainedModel> trained) {
            return CompositeModel.blended(variant, trained, behaviour);
        }
    }
}
