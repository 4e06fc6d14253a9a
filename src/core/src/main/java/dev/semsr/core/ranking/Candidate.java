package dev.semsr.core.ranking;

import dev.semsr.schemas.Source;
import java.util.List;
import java.util.stream.Stream;

/**
 * An item that may be recommended, from whichever step of the ladder.
 *
 * @param itemId id of the item
 * @param score score inside its own list, higher is better
 * @param source which step of the ladder gave it
 * @param reason why it is here, for people; null if there is nothing to say
 * @param textShare share of the score that comes from text, 0 to 1; NaN if that is not known
 * @param answersItem the clicked item that it answers above all others; null if not known
 * @param rules ids of the rules that moved it, sorted
 */
public record Candidate(
        String itemId,
        float score,
        Source source,
        String reason,
        float textShare,
        String answersItem,
        List<String> rules) {

    /** An item that no rule has touched and of which nothing more is known. */
    public Candidate(String itemId, float score, Source source, String reason) {
        this(itemId, score, source, reason, Float.NaN, null, List.of());
    }

    /** The same with another score. */
    Candidate scored(float other) {
        return new Candidate(itemId, other, source, reason, textShare, answersItem, rules);
    }

    /** The same, answering a clicked item. */
    public Candidate answering(String clickedItem) {
        return new Candidate(itemId, score, source, reason, textShare, clickedItem, rules);
    }

    /** The same, moved by more rules; the reason names them. */
    Candidate movedBy(List<String> more) {
        String names = (more.size() == 1 ? "rule " : "rules ") + String.join(", ", more);
        return new Candidate(
                itemId,
                score,
                source,
                reason == null ? names : reason + "; " + names,
                textShare,
                answersItem,
                Stream.concat(rules.stream(), more.stream()).distinct().sorted().toList());
    }
}
