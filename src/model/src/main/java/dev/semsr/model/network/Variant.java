package dev.semsr.model.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How text and behaviour work together in a model. */
public enum Variant {
    /** The backbone alone: behaviour only, no text. */
    BASE("base"),
    /**
     * SemSR-I: the backbone alone, whose interaction vectors begin as a projection of the items'
     * text vectors.
     */
    SEMSR_I("semsr-i"),
    /**
     * SemSR-F: frozen text vectors fused with the backbone, on the item and on the session side.
     */
    SEMSR_F("semsr-f"),
    /**
     * Frozen text vectors fused with interaction vectors on the item side; the backbone runs on the
     * fused vectors, so that sessions and items live in one space.
     */
    CONSISTENT("consistent"),
    /**
     * Whitened text vectors are the item vectors, with interaction vectors added in the weak half
     * of the axes; the backbone runs on the sums.
     */
    ALPHA_FUSE("alphafuse");

    private final String code;

    Variant(String code) {
        this.code = code;
    }

    /** The name on the command line and in manifests. */
    public String code() {
        return code;
    }

    /** Whether text vectors take part in the network, when it is trained and when it serves. */
    public boolean usesText() {
        return this != BASE && this != SEMSR_I;
    }

    /** Whether text vectors are whitened to the width of item vectors, whatever the settings. */
    public boolean whitensToDimension() {
        return this == ALPHA_FUSE;
    }

    /** Whether training needs text vectors. */
    public boolean learnsFromText() {
        return this != BASE;
    }

    /**
     * The variant of a name.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none of that name
     */
    public static Variant of(String code) {
        return Arrays.stream(values())
                .filter(variant -> variant.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Unknown variant '"
                                                + code
                                                + "'; known: "
                                                + Arrays.stream(values())
                                                        .map(Variant::code)
                                                        .collect(Collectors.joining(", "))));
    }
}
