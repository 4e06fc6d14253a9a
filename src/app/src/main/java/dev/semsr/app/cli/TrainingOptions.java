package dev.semsr.app.cli;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Projection;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import dev.semsr.model.training.TrainingSettingsBuilder;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a model is trained; a {@code Mixin}. What is not given is as in the settings' defaults. */
public final class TrainingOptions {

    @Option(names = "--dimension", paramLabel = "N", description = "Width of the vectors (100).")
    private Integer dimension;

    @Option(
            names = "--scale",
            paramLabel = "X",
            description =
                    "Factor on the cosine before the softmax; msgat 20, core 14.3, others (16).")
    private Float scale;

    @Option(
            names = "--text-dimensions",
            paramLabel = "N",
            description =
                    "Width to which text vectors are whitened, 0 for none; semsr-f and consistent"
                            + " (256).")
    private Integer textDimensions;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            converter = ProjectionConverter.class,
            description =
                    "How text vectors become the first interaction vectors: pca or whitening;"
                            + " semsr-i only (pca).")
    private Projection projection;

    @Option(
            names = "--text-softmax",
            arity = "1",
            paramLabel = "true|false",
            description = "Softmax in the attention over text vectors; semsr-f only (false).")
    private Boolean textSoftmax;

    @Option(names = "--batch", paramLabel = "N", description = "Examples a step (512).")
    private Integer batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Adam's learning rate at the start (0.001).")
    private Float learningRate;

    @Option(
            names = "--decay-factor",
            paramLabel = "X",
            description = "Factor on the learning rate every --decay-every epochs (0.5).")
    private Float decayFactor;

    @Option(
            names = "--decay-every",
            paramLabel = "N",
            description = "Epochs between two decays (5).")
    private Integer decayEvery;

    @Option(
            names = "--l2",
            paramLabel = "X",
            description = "Weight of the squared norm of all parameters (0.00001).")
    private Float l2;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description =
                    "Share of components set to zero in a step; msgat, sasrec, core 0.2, others"
                            + " (0.1).")
    private Float dropout;

    @Option(
            names = "--interaction-dropout",
            paramLabel = "X",
            description =
                    "Share of items that a step knows by text alone, so that items without clicks"
                            + " can be recommended; with text only (0.2).")
    private Float interactionDropout;

    @Option(
            names = "--max-length",
            paramLabel = "N",
            description = "Newest clicks of a session that are looked at; gru4rec 20, others (50).")
    private Integer maxLength;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs at most (30).")
    private Integer epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs without a better validation metric before training stops (3).")
    private Integer patience;

    @Option(
            names = "--negatives",
            paramLabel = "N",
            description =
                    "Items drawn at random that a step compares its targets with, for catalogues of"
                            + " hundreds of thousands; 0 compares with all (0).")
    private Integer negatives;

    /**
     * The settings of a variant with the options that were given.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    TrainingSettings settings(Variant variant, Backbone backbone, long seed) {
        return over(TrainingSettings.defaults(variant, backbone).toBuilder().seed(seed).build());
    }

    /**
     * Other settings with the options that were given.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    TrainingSettings over(TrainingSettings base) {
        TrainingSettingsBuilder settings = base.toBuilder();
        set(dimension, settings::dimension);
        set(scale, settings::scale);
        set(batch, settings::batch);
        set(learningRate, settings::learningRate);
        set(decayFactor, settings::decayFactor);
        set(decayEvery, settings::decayEvery);
        set(l2, settings::l2);
        set(dropout, settings::dropout);
        set(maxLength, settings::maxLength);
        set(epochs, settings::epochs);
        set(patience, settings::patience);
        set(negatives, settings::negatives);
        set(projection, settings::projection);
        if (base.variant().usesText()) {
            set(textDimensions, settings::textDimensions);
            set(textSoftmax, settings::textSoftmax);
            set(interactionDropout, settings::interactionDropout);
        }
        return settings.build();
    }

    /** Projections by the names that the help shows. */
    static final class ProjectionConverter implements ITypeConverter<Projection> {
        @Override
        public Projection convert(String value) {
            return Projection.of(value);
        }
    }

    private static <T> void set(T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
