package dev.semsr.lab.evaluation;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.json.LabJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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
 * @param byTargetClicks cases by how often the target was clicked in training
 * @param byLength cases by how many clicks are known
 * @param shown what the lists are made of
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
        Map<String, GroupMetrics> byTargetClicks,
        Map<String, GroupMetrics> byLength,
        ShownItems shown,
        long unanswered,
        double seconds) {

    /** Keeps the order of the groups. */
    public EvaluationResult {
        byTargetClicks = Collections.unmodifiableMap(new LinkedHashMap<>(byTargetClicks));
        byLength = Collections.unmodifiableMap(new LinkedHashMap<>(byLength));
    }

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
        byTargetClicks.forEach((clicks, group) -> append(text, "target " + clicks, group));
        byLength.forEach((length, group) -> append(text, "after " + length, group));
        text.append(shown.text()).append('\n');
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
                            "%n    @%-4d Recall %.4f (chance %.4f)  MRR %.4f  NDCG %.4f",
                            at.cutoff(),
                            at.recall(),
                            chance(at.cutoff()),
                            at.mrr(),
                            at.ndcg()));
        }
        text.append('\n');
    }
}
