package dev.semsr.lab.dataset;

/**
 * One click in memory, with rows instead of ids.
 *
 * @param eventId id of the click
 * @param session index into {@link Dataset#sessionIds()}
 * @param row index into {@link Dataset#items()}
 * @param timeMillis when, milliseconds since 1970-01-01 UTC
 */
public record Visit(String eventId, int session, int row, long timeMillis) {}
