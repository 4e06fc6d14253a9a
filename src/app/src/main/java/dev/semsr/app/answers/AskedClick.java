package dev.semsr.app.answers;

import java.util.List;

/**
 * A click that was sent and awaits its answer.
 *
 * @param eventId id of the click
 * @param sessionId its session
 * @param history items clicked in the session so far, oldest first, this click's item last
 * @param nextItem what the shopper clicks next; null if this is the last click of the session
 * @param dueNanos when it was to be sent, in terms of {@link System#nanoTime()}
 */
public record AskedClick(
        String eventId, String sessionId, List<String> history, String nextItem, long dueNanos) {

    /** Copies the history. */
    public AskedClick {
        history = List.copyOf(history);
    }
}
