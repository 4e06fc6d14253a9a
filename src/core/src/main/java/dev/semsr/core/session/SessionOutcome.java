package dev.semsr.core.session;

import dev.semsr.schemas.SessionState;
import java.util.List;

/**
 * What a click did to its session and how it is to be answered.
 *
 * @param reply how to answer
 * @param state what to remember from now on; null if nothing is to be remembered
 * @param stateChanged whether that is something else than what was remembered before
 * @param items clicked item ids to recommend for, oldest first; empty if there is no list to make
 * @param purchasedItems items that were bought in the session, oldest first
 * @param sequence number of the answer in its session, from 1; 0 if nothing is remembered of it
 */
public record SessionOutcome(
        Reply reply,
        SessionState state,
        boolean stateChanged,
        List<String> items,
        List<String> purchasedItems,
        long sequence) {

    /** How a click is to be answered. */
    public enum Reply {
        /** By the model. */
        MODEL,
        /** By the popularity fallback, as the session clicks faster than one session may. */
        RATE_LIMITED,
        /** By an empty list: the session was forgotten. */
        ERASED,
        /** Not at all: the event was answered before. */
        DUPLICATE
    }
}
