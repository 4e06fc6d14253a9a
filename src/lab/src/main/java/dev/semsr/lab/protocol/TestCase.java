package dev.semsr.lab.protocol;

import java.util.List;

/**
 * One question of a test.
 *
 * @param session id of the session (or user)
 * @param eventId id of the click that ends the prefix
 * @param prefix item ids clicked so far, oldest first, the newest ones only; not empty
 * @param target item id clicked next
 * @param targetSeen whether anyone interacted with the target before the cut
 */
public record TestCase(
        String session, String eventId, List<String> prefix, String target, boolean targetSeen) {

    /** The same question with the newest clicks alone. */
    TestCase withContext(int newest) {
        int from = Math.max(0, prefix.size() - newest);
        return new TestCase(
                session, eventId, prefix.subList(from, prefix.size()), target, targetSeen);
    }
}
