package dev.semsr.app.chaos;

import java.util.List;

/**
 * What the history of the topics proves.
 *
 * @param clicks good clicks, each event id once
 * @param duplicates clicks whose event id came before: to be answered no second time
 * @param answered clicks with an answer
 * @param fallbacks answers that a step of the ladder gave
 * @param repeats answers that came once more with the same recommendation id
 * @param badRecords records that are no valid click
 * @param deadLetters of these, the ones in the dead-letters topic
 * @param lost clicks without an answer, and bad records without a dead letter
 * @param forbiddenRepeats answers and dead letters that may not have come once more
 * @param outOfOrder first answers that came before that of an earlier click of the session
 * @param wrong answers with another list, sequence or id than the session's state asks for
 * @param unasked answers and dead letters of which nobody knows a cause
 * @param examples the first of these, in words
 */
public record Verdict(
        long clicks,
        long duplicates,
        long answered,
        long fallbacks,
        long repeats,
        long badRecords,
        long deadLetters,
        long lost,
        long forbiddenRepeats,
        long outOfOrder,
        long wrong,
        long unasked,
        List<String> examples) {

    /** Whether nothing was lost, repeated against the mode, out of order, wrong or unasked. */
    public boolean isClean() {
        return lost + forbiddenRepeats + outOfOrder + wrong + unasked == 0;
    }
}
