package dev.semsr.core.ranking;

import java.util.Locale;

/** What may keep an item out of a list, in the order in which it is looked at. */
public enum Filter {
    /** It stands in the list already. */
    REPEATED,
    /** It was clicked in the session. */
    SEEN,
    /** It was bought in the session. */
    PURCHASED,
    /** The click's {@code deny} names it. */
    DENIED,
    /** The click's {@code allow} does not name it. */
    NOT_ALLOWED,
    /** It is sold out or gone. */
    UNAVAILABLE,
    /** A rule hides it. */
    HIDDEN;

    /** The filter as it stands in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
