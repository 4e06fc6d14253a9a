package dev.semsr.jobs.quality;

import java.io.Serializable;

/** Tells items that a model version was trained on from those that are new to it. */
public interface ClickedItems extends Serializable {

    /** What an item is to a version: SEEN, NEW or UNKNOWN. */
    Kind kind(String modelVersion, String itemId);

    /** For a job without a model store. */
    static ClickedItems unknown() {
        return (version, item) -> Kind.UNKNOWN;
    }

    /** What an item can be to a version. */
    enum Kind {
        /** The version was trained on it. */
        SEEN,
        /** It was not. */
        NEW,
        /** Nobody can tell. */
        UNKNOWN
    }
}
