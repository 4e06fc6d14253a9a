package dev.semsr.app.chaos;

import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts of what a history holds, right or wrong. */
final class Tally {

    private final Map<String, Long> fallbacksByReason = new TreeMap<>();
    private long clicks;
    private long duplicates;
    private long answered;
    private long fallbacks;
    private long repeats;
    private long repeatsOfDuplicates;
    private long badRecords;
    private long deadLetters;

    void click() {
        clicks++;
    }

    void duplicate() {
        duplicates++;
    }

    /** The first answer to a click. */
    void answer(Recommendation answer) {
        answered++;
        answer.getItems().stream()
                .filter(item -> item.getSource() != Source.MODEL)
                .findFirst()
                .ifPresent(
                        item -> {
                            fallbacks++;
                            fallbacksByReason.merge(
                                    Objects.requireNonNullElse(item.getReason(), "none"),
                                    1L,
                                    Long::sum);
                        });
    }

    /** A further answer to a click, which may have been sent twice itself. */
    void repeat(boolean sentTwice) {
        repeats++;
        repeatsOfDuplicates += sentTwice ? 1 : 0;
    }

    void badRecord() {
        badRecords++;
    }

    /** A bad record is in the dead letters. */
    void deadLetter() {
        deadLetters++;
    }

    /** These counts with those of what was found wrong. */
    Verdict verdict(Violations violations) {
        return new Verdict(
                clicks,
                duplicates,
                answered,
                fallbacks,
                new TreeMap<>(fallbacksByReason),
                repeats,
                repeatsOfDuplicates,
                badRecords,
                deadLetters,
                violations.count(Violations.Kind.LOST),
                violations.count(Violations.Kind.REPEATED),
                violations.count(Violations.Kind.OUT_OF_ORDER),
                violations.count(Violations.Kind.WRONG),
                violations.count(Violations.Kind.UNASKED),
                violations.examples());
    }
}
