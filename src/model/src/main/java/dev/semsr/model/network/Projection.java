package dev.semsr.model.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How wide text vectors become interaction vectors of the model's dimension (SemSR-I). */
public enum Projection {
    /** On the strongest axes, each as strong as it is. */
    PCA("pca"),
    /** On the strongest axes, all brought to equal strength. */
    WHITENING("whitening");

    private final String code;

    Projection(String code) {
        this.code = code;
    }

    /** The name on the command line. */
    public String code() {
        return code;
    }

    /**
     * The projection of a name.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none of that name
     */
    public static Projection of(String code) {
        return Arrays.stream(values())
                .filter(projection -> projection.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Unknown projection '"
                                                + code
                                                + "'; known: "
                                                + Arrays.stream(values())
                                                        .map(Projection::code)
                                                        .collect(Collectors.joining(", "))));
    }
}
