package dev.semsr.lab.evaluation;

import dev.semsr.core.ranking.Candidate;
import java.util.List;

/**
 * One line of a dump: the list that a click of a session is answered with.
 *
 * @param session id of the session
 * @param clicks number of clicks of the session so far, this one included
 * @param eventId id of the click, as it comes back in {@code Recommendation.click_event_id}
 * @param items the list, best first
 */
public record DumpedList(String session, int clicks, String eventId, List<Place> items) {

    /**
     * One place of the list.
     *
     * @param itemId the item
     * @param score its score
     * @param source which step of the ladder gave it
     */
    public record Place(String itemId, float score, String source) {

        static Place of(Candidate candidate) {
            return new Place(candidate.itemId(), candidate.score(), candidate.source().name());
        }
    }
}
