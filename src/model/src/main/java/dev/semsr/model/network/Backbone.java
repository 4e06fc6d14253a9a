package dev.semsr.model.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The session-graph network that learns from behaviour. */
public enum Backbone {
    /** Normalised item and session vectors over a gated graph network of one step. */
    NISER("niser"),
    /** NISER with a learned vector for the position of a click. */
    NISER_PLUS("niser+"),
    /** Gated graph network with sparse attention that the expected target directs. */
    MSGAT("msgat"),
    /**
     * MSGAT as its authors run it: each session takes in others of its batch, and the positions of
     * nodes are those of sorted item numbers. It leaks answers between the prefixes of a session
     * and is here to show this; it cannot be published.
     */
    MSGAT_AUTHOR("msgat-author"),
    /** Self-attention over the clicks so far; the last click's state is the session's vector. */
    SASREC("sasrec"),
    /** A gated recurrent unit over the clicks. */
    GRU4REC("gru4rec"),
    /**
     * Session vectors in the space of item vectors: a weighted sum of the vectors of the clicked
     * items, with weights from self-attention.
     */
    CORE("core"),
    /** The mean of the vectors of the clicked items. */
    CORE_AVE("core-ave");

    private final String code;

    Backbone(String code) {
        this.code = code;
    }

    /** Whether the position of a click has a learned vector in NISER's network. */
    boolean hasPositions() {
        return this == NISER_PLUS;
    }

    /** Whether a session scores the same whatever else is in its batch. */
    public boolean isIndependentOfBatch() {
        return this != MSGAT_AUTHOR;
    }

    /** Whether training drops components of the scored item vectors too, as of the clicked ones. */
    public boolean dropsScoredItems() {
        return this == CORE || this == CORE_AVE;
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
