package dev.semsr.app.refresh;

import java.util.Locale;

/** The steps of a refresh, in their order. */
public enum RefreshStep {
    /** The archive becomes a data set. */
    ARCHIVE,
    /** A version is trained on it. */
    TRAIN,
    /** The version is compared with the one that answers. */
    GATE,
    /** The version goes into the store. */
    PUBLISH,
    /** Running jobs are told to answer with it. */
    ROLLOUT;

    /** Whether this step comes before another. */
    boolean isBefore(RefreshStep other) {
        return compareTo(other) < 0;
    }

    /** Number and name for people, such as {@code 2/5 train}. */
    public String label() {
        return "%d/%d %-8s"
                .formatted(ordinal() + 1, values().length, name().toLowerCase(Locale.ROOT));
    }
}
