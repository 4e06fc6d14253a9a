package dev.semsr.model.training;

import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Projection;
import dev.semsr.model.network.Variant;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How a model is trained. Start from {@link #defaults} and change single values with {@link
 * #toBuilder}.
 *
 * @param variant how text and behaviour work together
 * @param backbone the session-graph network
 * @param dimension width of item and session vectors
 * @param scale factor on the cosine before the softmax
 * @param textDimensions width to which text vectors are whitened; 0 keeps the encoder's vectors as
 *     they are
 * @param projection how text vectors become the first interaction vectors of SemSR-I; no effect on
 *     other variants
 * @param textSoftmax whether the attention over text vectors is a softmax
 * @param batch examples a step
 * @param learningRate Adam's learning rate at the start
 * @param decayFactor factor on the learning rate every {@code decayEvery} epochs
 * @param decayEvery epochs between two decays
 * @param l2 weight of the squared norm of all parameters, added to their gradient
 * @param dropout share of components of item vectors set to zero in a step
 * @param interactionDropout share of items whose interaction vector is replaced by the cold vector
 *     in a step; no effect on a model without text
 * @param maxLength newest clicks of a session that are looked at
 * @param epochs passes over the training examples, at most; 0 only with a warm start
 * @param patience epochs without a better validation metric before training stops
 * @param negatives items drawn at random that a step compares its targets with; 0 compares with the
 *     whole catalogue
 * @param seed of initial weights, order and dropout
 */
public record TrainingSettings(
        Variant variant,
        Backbone backbone,
        int dimension,
        float scale,
        int textDimensions,
        Projection projection,
        boolean textSoftmax,
        int batch,
        float learningRate,
        float decayFactor,
        int decayEvery,
        float l2,
        float dropout,
        float interactionDropout,
        int maxLength,
        int epochs,
        int patience,
        int negatives,
        long seed) {

    private static final int DIMENSION = 100;

    private static final Map<Class<?>, Function<String, Object>> PARSERS =
            Map.of(
                    Variant.class, Variant::valueOf,
                    Backbone.class, Backbone::valueOf,
                    Projection.class, Projection::valueOf,
                    int.class, Integer::valueOf,
                    long.class, Long::valueOf,
                    float.class, Float::valueOf,
                    boolean.class, Boolean::valueOf);

    /** As published for NISER. */
    private static final float SCALE = 16f;

    private static final float SCALE_OF_MSGAT = 20f;

    /** 1/0.07, as published for CORE and AlphaFuse. */
    private static final float SCALE_OF_CORE = 1 / 0.07f;

    /** Checks the ranges. */
    public TrainingSettings {
        require(dimension > 0, "dimension must be positive");
        require(scale > 0, "scale must be positive");
        require(textDimensions >= 0, "textDimensions must not be negative");
        require(batch > 0, "batch must be positive");
        require(learningRate > 0, "learningRate must be positive");
        require(decayFactor > 0 && decayFactor <= 1, "decayFactor must be in (0, 1]");
        require(decayEvery > 0, "decayEvery must be positive");
        require(l2 >= 0, "l2 must not be negative");
        require(dropout >= 0 && dropout < 1, "dropout must be in [0, 1)");
        require(
                interactionDropout >= 0 && interactionDropout < 1,
                "interactionDropout must be in [0, 1)");
        require(maxLength > 0, "maxLength must be positive");
        require(epochs >= 0, "epochs must not be negative");
        require(patience > 0, "patience must be positive");
        require(negatives >= 0, "negatives must not be negative");
    }

    /** Settings that work on catalogues of thousands to tens of thousands of items. */
    public static TrainingSettings defaults(Variant variant, Backbone backbone) {
        boolean asCore = backbone.dropsScoredItems() || variant == Variant.ALPHA_FUSE;
        boolean attends = backbone.dropsScoredItems() || backbone == Backbone.SASREC;
        return new TrainingSettings(
                variant,
                backbone,
                DIMENSION,
                scale(backbone, asCore),
                textDimensions(variant),
                Projection.PCA,
                false,
                512,
                1e-3f,
                0.5f,
                5,
                1e-5f,
                attends || isMsgat(backbone) ? 0.2f : 0.1f,
                variant.usesText() ? 0.2f : 0f,
                backbone == Backbone.GRU4REC ? 20 : 50,
                30,
                3,
                0,
                1L);
    }

    private static int textDimensions(Variant variant) {
        if (variant.whitensToDimension()) {
            return DIMENSION;
        }
        return variant.usesText() ? 256 : 0;
    }

    private static float scale(Backbone backbone, boolean asCore) {
        if (isMsgat(backbone)) {
            return SCALE_OF_MSGAT;
        }
        return asCore ? SCALE_OF_CORE : SCALE;
    }

    /** Both forms, so that nothing but the leak tells them apart. */
    private static boolean isMsgat(Backbone backbone) {
        return backbone == Backbone.MSGAT || backbone == Backbone.MSGAT_AUTHOR;
    }

    /** A builder that holds these settings. */
    public TrainingSettingsBuilder toBuilder() {
        return new TrainingSettingsBuilder(this);
    }

    /**
     * The shape of the network.
     *
     * @param rawTextWidth width of the encoder's vectors; 0 without text
     */
    public NetworkSettings network(int rawTextWidth) {
        int wanted = variant.whitensToDimension() ? dimension : textDimensions;
        int textWidth = wanted == 0 ? rawTextWidth : Math.min(wanted, rawTextWidth);
        return new NetworkSettings(
                variant,
                backbone,
                dimension,
                scale,
                variant.usesText() ? rawTextWidth : 0,
                variant.usesText() ? textWidth : 0,
                maxLength,
                textSoftmax);
    }

    /** All settings by name, as manifests and checkpoints hold them. */
    public Map<String, String> asMap() {
        Map<String, String> map = new TreeMap<>();
        for (RecordComponent component : TrainingSettings.class.getRecordComponents()) {
            try {
                map.put(component.getName(), String.valueOf(component.getAccessor().invoke(this)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A record's components can be read", e);
            }
        }
        return map;
    }

    /**
     * Settings from what {@link #asMap} made of them.
     *
     * @throws IllegalArgumentException naming a setting that is missing or of another kind
     */
    public static TrainingSettings of(Map<String, ?> map) {
        RecordComponent[] components = TrainingSettings.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getName(), types[i], map);
        }
        try {
            return TrainingSettings.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Settings that are out of range: " + e.getCause(), e);
        }
    }

    private static Object value(String name, Class<?> type, Map<String, ?> map) {
        Object found = map.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the setting " + name + " is missing");
        }
        String text = found.toString();
        try {
            return PARSERS.get(type).apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the setting " + name + " cannot be '" + text + "'", e);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("Training settings: " + message);
        }
    }
}
