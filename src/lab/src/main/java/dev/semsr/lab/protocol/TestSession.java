package dev.semsr.lab.protocol;

import java.util.List;

/**
 * A whole session of the test part, as a replay sends it.
 *
 * @param session id of the session (or user)
 * @param eventIds ids of its clicks, oldest first
 * @param itemIds the clicked items, of the same length
 */
public record TestSession(String session, List<String> eventIds, List<String> itemIds) {

    /** Copies the lists and checks their lengths. */
    public TestSession {
        eventIds = List.copyOf(eventIds);
        itemIds = List.copyOf(itemIds);
        if (eventIds.size() != itemIds.size()) {
            throw new IllegalArgumentException(
                    eventIds.size() + " events do not fit " + itemIds.size() + " items");
        }
    }

    /** The items of the first {@code clicks} clicks, at most the newest {@code limit} of them. */
    public List<String> prefix(int clicks, int limit) {
        return itemIds.subList(Math.max(0, clicks - limit), clicks);
    }
}
