package dev.semsr.model.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The session-graph network that learns from behaviour. */
public enum Backbone {
    /** Normalised item and session vectors over a gated graph network of one step. */
    NISER("niser"),
    /** NISER with a learned vector for the position of a click. */
    NISER_PLUS("niser+");

    private final String code;

    Backbone(String code) {
        this.code = code;
    }

    /** Whether the position of a click has a learned vector in NISER's network. */
    boolean hasPositions() {
        return this == NISER_PLUS;
    }

    /** The name on the command line and in manifests. */
    public String code() {
        return code;
    }

    /**
     * The backbone of a name.
     *
     * @throws IllegalArgumentException naming the known ones, if there is none of that name
     */
    public static Backbone of(String code) {
        return Arrays.stream(values())
                .filter(backbone -> backbone.code.equals(code))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Unknown backbone '"
                                                + code
                                                + "'; known: "
                                                + Arrays.stream(values())
                                                        .map(Backbone::code)
                                                        .collect(Collectors.joining(", "))));
    }
}
