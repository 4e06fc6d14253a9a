package dev.semsr.core.session;

import dev.semsr.schemas.SessionClick;
import dev.semsr.schemas.SessionState;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is done to remembered sessions outside the running job. It is done to sessions in the form
 * of this release; into that a {@link SessionReviser} brings them.
 *
 * @param notBefore sessions whose newest click arrived before this are dropped; null: none
 * @param maxClicks clicks that are kept of a session, the newest ones
 * @param erased sessions that are dropped
 */
public record SessionRevision(Instant notBefore, int maxClicks, Set<String> erased)
        implements Serializable {

    /** Checks the number of clicks. */
    public SessionRevision {
        if (maxClicks < 1) {
            throw new IllegalArgumentException(
                    "A session of %d clicks is none; at least 1 is to be kept"
                            .formatted(maxClicks));
        }
        erased = Set.copyOf(erased);
    }

    /** Leaves every session as it is. */
    public static SessionRevision none() {
        return new SessionRevision(null, Integer.MAX_VALUE, Set.of());
    }

    /**
     * What is to be remembered of a session.
     *
     * @param before what is remembered so far; never changed
     * @return null if nothing is
     */
    public SessionState apply(String sessionId, SessionState before) {
        if (erased.contains(sessionId)
                || (notBefore != null && before.getLastArrivalTime().isBefore(notBefore))) {
            return null;
        }
        List<SessionClick> clicks = before.getClicks();
        if (clicks.size() <= maxClicks) {
            return before;
        }
        SessionState after = SessionState.newBuilder(before).build();
        after.setClicks(new ArrayList<>(clicks.subList(clicks.size() - maxClicks, clicks.size())));
        return after;
    }
}
