package dev.semsr.lab.agent;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many answers were usable, and what was wrong with the others.
 *
 * @param questions different questions that have an outcome
 * @param usable questions whose answer gave titles
 * @param asAskedFor usable answers that were as asked for
 * @param repairedByReading usable answers that were read out of other text
 * @param repairedByAsking usable answers that came after the model was told what was wrong
 * @param unusable the other questions by reason
 * @param fromCache questions answered from the cache alone
 * @param titles titles named
 * @param titlesOfItems how many of them are, letter for letter, titles of the catalogue
 * @param spending what this run spent
 */
public record AnswerTable(
        long questions,
        long usable,
        long asAskedFor,
        long repairedByReading,
        long repairedByAsking,
        Map<String, Long> unusable,
        long fromCache,
        long titles,
        long titlesOfItems,
        Spending spending) {

    /** Counts outcomes. */
    static AnswerTable of(Collection<Outcome> outcomes, TitleIndex index, Spending spending) {
        Map<String, Long> unusable = new TreeMap<>();
        outcomes.stream()
                .filter(outcome -> !outcome.verdict().isUsable())
                .forEach(outcome -> unusable.merge(outcome.label(), 1L, Long::sum));
        List<String> titles = outcomes.stream().flatMap(o -> o.titles().stream()).toList();
        return new AnswerTable(
                outcomes.size(),
                outcomes.stream().filter(outcome -> outcome.verdict().isUsable()).count(),
                count(outcomes, Verdict.USABLE),
                count(outcomes, Verdict.REPAIRED_READING),
                count(outcomes, Verdict.REPAIRED_ASKING),
                unusable,
                outcomes.stream().filter(Outcome::cached).count(),
                titles.size(),
                titles.stream().filter(index::holds).count(),
                spending);
    }

    /** For people. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        line(text, "different questions", questions);
        line(text, "usable", usable);
        line(text, "  as asked for", asAskedFor);
        line(text, "  repaired: read out of other text", repairedByReading);
        line(text, "  repaired: asked again", repairedByAsking);
        line(text, "unusable", questions - usable);
        unusable.forEach((reason, number) -> line(text, "  " + reason, number));
        line(text, "from the cache", fromCache);
        line(text, "titles named", titles);
        line(text, "  that are titles of the catalogue", titlesOfItems);
        line(text, "requests of this run", spending.requests());
        line(text, "  repeated after a failure", spending.repetitions());
        line(text, "tokens of prompts", spending.inputTokens());
        line(text, "tokens of answers", spending.outputTokens());
        return text.toString();
    }

    private static long count(Collection<Outcome> outcomes, Verdict verdict) {
        return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
    }

    private static void line(StringBuilder text, String name, long number) {
        text.append(String.format(Locale.ROOT, "%-36s %,10d%n", name, number));
    }
}
