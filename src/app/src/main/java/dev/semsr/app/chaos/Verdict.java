package dev.semsr.app.chaos;

import dev.semsr.core.fallback.FallbackReason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the history of the topics proves.
 *
 * @param clicks good clicks, each event id once
 * @param duplicates clicks whose event id came before: to be answered no second time
 * @param answered clicks with an answer
 * @param fallbacks answers that a step of the ladder gave
 * @param fallbacksByReason the same, by the reason that they name
 * @param repeats answers that came once more
 * @param repeatsOfDuplicates of these, the ones to clicks that were sent twice: whether a restart
 *     or the second click brought them, nobody can tell from the topics
 * @param badRecords records that are no valid click
 * @param deadLetters of these, the ones in the dead-letters topic
 * @param lost clicks without an answer, and bad records without a dead letter
 * @param forbiddenRepeats answers and dead letters that may not have come once more
 * @param outOfOrder first answers that came before that of an earlier click of the session
 * @param wrong answers with another list, reason, sequence, session, key or id than the click and
 *     its session's state ask for
 * @param unasked answers and dead letters of which nobody knows a cause
 * @param examples the first of these, in words
 */
public record Verdict(
        long clicks,
        long duplicates,
        long answered,
        long fallbacks,
        Map<String, Long> fallbacksByReason,
        long repeats,
        long repeatsOfDuplicates,
        long badRecords,
        long deadLetters,
        long lost,
        long forbiddenRepeats,
        long outOfOrder,
        long wrong,
        long unasked,
        List<String> examples) {

    /** Reasons that the clicks prove or disprove. */
    private static final Set<String> PROVEN =
            Set.of(
                    FallbackReason.UNKNOWN_ITEMS.label(),
                    FallbackReason.RATE_LIMIT.label(),
                    FallbackReason.TOO_FEW_ITEMS.label());

    /** Whether nothing was lost, repeated against the mode, out of order, wrong or unasked. */
    public boolean isClean() {
        return lost + forbiddenRepeats + outOfOrder + wrong + unasked == 0;
    }

    /**
     * Answers whose reason was true or not at a moment that no topic tells of, such as {@code
     * timeout} and {@code device error}: how many of them there may be is up to who knows what was
     * done to the job.
     */
    public long unprovenFallbacks() {
        return fallbacksByReason.entrySet().stream()
                .filter(reason -> !PROVEN.contains(reason.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
