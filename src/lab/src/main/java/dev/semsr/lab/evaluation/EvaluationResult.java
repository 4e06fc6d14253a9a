package dev.semsr.lab.evaluation;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.json.LabJson;
import java.util.Locale;

/**
 * How well a scorer did.
 *
 * @param version version of the model
 * @param variant variant and backbone of the model
 * @param items size of the catalogue, for the level of chance
 * @param filterSeen whether items of the prefix were taken out of the lists
 * @param all all cases
 * @param seen cases whose target someone interacted with before the cut
 * @param unseen the other cases
 * @param unanswered cases in which the scorer knew no item of the prefix; they count as misses
 * @param seconds how long it took
 */
public record EvaluationResult(
        String version,
        String variant,
        int items,
        boolean filterSeen,
        GroupMetrics all,
        GroupMetrics seen,
        GroupMetrics unseen,
        long unanswered,
        double seconds) {

    /** The recall at a cut-off of a list drawn at random from the catalogue. */
    public double chance(int cutoff) {
        return Math.min(1, cutoff / (double) items);
    }

    /** For programs. */
    public String toJson() {
        return LabJson.text(this);
    }

    /** For people: a table of the groups. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s (%s), %,d items, items of the session %s, %,d cases in %.1f s,"
                                + " %,d unanswered%n",
                        version,
                        variant,
                        items,
                        filterSeen ? "left out" : "left in",
                        all.cases(),
                        seconds,
                        unanswered));
        append(text, "all", all);
        append(text, "target seen before the cut", seen);
        append(text, "target unseen before the cut", unseen);
        return text.toString();
    }

    private void append(StringBuilder text, String name, GroupMetrics group) {
        if (group.cases() == 0) {
            return;
        }
        text.append(String.format(Locale.ROOT, "%-30s %,8d cases", name, group.cases()));
        for (CutoffMetrics at : group.at()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  Recall@%d %.4f (chance %.4f) MRR@%d %.4f",
                            at.cutoff(),
                            at.recall(),
                            chance(at.cutoff()),
                            at.cutoff(),
                            at.mrr()));
        }
        text.append('\n');
    }
}
