package dev.semsr.model.training;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Projection;
import dev.semsr.model.network.Variant;

/** Changes single values of {@link TrainingSettings}; see there what each means. */
public final class TrainingSettingsBuilder {

    private Variant variant;
    private Backbone backbone;
    private int dimension;
    private float scale;
    private int textDimensions;
    private Projection projection;
    private boolean textSoftmax;
    private int batch;
    private float learningRate;
    private float decayFactor;
    private int decayEvery;
    private float l2;
    private float dropout;
    private float interactionDropout;
    private int maxLength;
    private int epochs;
    private int patience;
    private int negatives;
    private long seed;

    TrainingSettingsBuilder(TrainingSettings settings) {
        variant = settings.variant();
        backbone = settings.backbone();
        dimension = settings.dimension();
        scale = settings.scale();
        textDimensions = settings.textDimensions();
        projection = settings.projection();
        textSoftmax = settings.textSoftmax();
        batch = settings.batch();
        learningRate = settings.learningRate();
        decayFactor = settings.decayFactor();
        decayEvery = settings.decayEvery();
        l2 = settings.l2();
        dropout = settings.dropout();
        interactionDropout = settings.interactionDropout();
        maxLength = settings.maxLength();
        epochs = settings.epochs();
        patience = settings.patience();
        negatives = settings.negatives();
        seed = settings.seed();
    }

    /** Sets {@link TrainingSettings#dimension}. */
    public TrainingSettingsBuilder dimension(int value) {
        dimension = value;
        return this;
    }

    /** Sets {@link TrainingSettings#scale}. */
    public TrainingSettingsBuilder scale(float value) {
        scale = value;
        return this;
    }

    /** Sets {@link TrainingSettings#textDimensions}. */
    public TrainingSettingsBuilder textDimensions(int value) {
        textDimensions = value;
        return this;
    }

    /** Sets {@link TrainingSettings#projection}. */
    public TrainingSettingsBuilder projection(Projection value) {
        projection = value;
        return this;
    }

    /** Sets {@link TrainingSettings#textSoftmax}. */
    public TrainingSettingsBuilder textSoftmax(boolean value) {
        textSoftmax = value;
        return this;
    }

    /** Sets {@link TrainingSettings#batch}. */
    public TrainingSettingsBuilder batch(int value) {
        batch = value;
        return this;
    }

    /** Sets {@link TrainingSettings#learningRate}. */
    public TrainingSettingsBuilder learningRate(float value) {
        learningRate = value;
        return this;
    }

    /** Sets {@link TrainingSettings#decayFactor}. */
    public TrainingSettingsBuilder decayFactor(float value) {
        decayFactor = value;
        return this;
    }

    /** Sets {@link TrainingSettings#decayEvery}. */
    public TrainingSettingsBuilder decayEvery(int value) {
        decayEvery = value;
        return this;
    }

    /** Sets {@link TrainingSettings#l2}. */
    public TrainingSettingsBuilder l2(float value) {
        l2 = value;
        return this;
    }

    /** Sets {@link TrainingSettings#dropout}. */
    public TrainingSettingsBuilder dropout(float value) {
        dropout = value;
        return this;
    }

    /** Sets {@link TrainingSettings#interactionDropout}. */
    public TrainingSettingsBuilder interactionDropout(float value) {
        interactionDropout = value;
        return this;
    }

    /** Sets {@link TrainingSettings#maxLength}. */
    public TrainingSettingsBuilder maxLength(int value) {
        maxLength = value;
        return this;
    }

    /** Sets {@link TrainingSettings#epochs}. */
    public TrainingSettingsBuilder epochs(int value) {
        epochs = value;
        return this;
    }

    /** Sets {@link TrainingSettings#patience}. */
    public TrainingSettingsBuilder patience(int value) {
        patience = value;
        return this;
    }

    /** Sets {@link TrainingSettings#negatives}. */
    public TrainingSettingsBuilder negatives(int value) {
        negatives = value;
        return this;
    }

    /** Sets {@link TrainingSettings#seed}. */
    public TrainingSettingsBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The settings, checked. */
    public TrainingSettings build() {
        return new TrainingSettings(
                variant,
                backbone,
                dimension,
                scale,
                textDimensions,
                projection,
                textSoftmax,
                batch,
                learningRate,
                decayFactor,
                decayEvery,
                l2,
                dropout,
                interactionDropout,
                maxLength,
                epochs,
                patience,
                negatives,
                seed);
    }
}
