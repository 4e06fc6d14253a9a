package dev.semsr.lab.dataset;

/**
 * One click in memory, with rows instead of ids.
 *
 * @param eventId id of the click
 * @param session index into {@link Dataset#sessionIds()}
 * @param row index into {@link Dataset#items()}
 * @param timeMillis when, milliseconds since 1970-01-01 UTC
 * @param part part of the data that the source counts it to, such as {@code train} or {@code test}
 */
public record Visit(String eventId, int session, int row, long timeMillis, String part) {

    /** A click of no part. */
    public Visit(String eventId, int session, int row, long timeMillis) {
        this(eventId, session, row, timeMillis, NO_PART);
    }

    /** What {@link #part} says where the source tells no parts. */
    public static final String NO_PART = "";
}
