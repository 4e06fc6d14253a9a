package dev.semsr.app.chaos;

import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.schemas.Recommendation;
import java.util.List;

/** Knows which list is right for which state of a session. */
public interface Lists {

    /**
     * An answer with the state that it should have been made from.
     *
     * @param items clicked item ids, oldest first
     * @param reply how the rules of sessions have it answered
     * @param answer the answer
     */
    record Answered(List<String> items, Reply reply, Recommendation answer) {}

    /**
     * What is wrong with each of a batch of answers.
     *
     * @return one string an answer, in order; null for one that is right
     */
    List<String> faults(List<Answered> batch);
}
