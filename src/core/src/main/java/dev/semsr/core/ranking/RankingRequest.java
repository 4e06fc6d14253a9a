package dev.semsr.core.ranking;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Whom a list is for.
 *
 * @param sessionItems clicked items, oldest first
 * @param purchasedItems items bought in the session
 * @param lists what the click allows and denies
 * @param now the moment, by which rules hold or do not
 */
public record RankingRequest(
        List<String> sessionItems,
        Collection<String> purchasedItems,
        ClickLists lists,
        Instant now) {

    /** A session of which nothing but the clicks is known. */
    public static RankingRequest of(Collection<String> sessionItems) {
        return new RankingRequest(
                List.copyOf(sessionItems), List.of(), ClickLists.NONE, Instant.EPOCH);
    }
}
