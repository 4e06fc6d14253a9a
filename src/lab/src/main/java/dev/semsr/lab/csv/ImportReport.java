package dev.semsr.lab.csv;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.json.LabJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an import read, wrote and found wrong.
 *
 * @param dataset the data set that was written
 * @param interactionRows records in the interactions file, good ones or not
 * @param itemRows records in the items file, good ones or not; 0 without one
 * @param problems how many of each kind
 * @param samples the first ones of each kind
 * @param seconds how long the import took
 */
public record ImportReport(
        DatasetInfo dataset,
        long interactionRows,
        long itemRows,
        Map<ProblemKind, Long> problems,
        List<Problem> samples,
        double seconds) {

    /** Copies the collections. */
    public ImportReport {
        problems = Map.copyOf(problems);
        samples = List.copyOf(samples);
    }

    /** Number of problems of all kinds. */
    public long problemCount() {
        return problems.values().stream().mapToLong(Long::longValue).sum();
    }

    /** For programs. */
    public String toJson() {
        return LabJson.text(this);
    }

    /** For people: counts, then each kind of problem with its first lines. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s: %,d clicks of %,d sessions on %,d items (%,d with a title), %.1f s%n",
                        dataset.name(),
                        dataset.clicks(),
                        dataset.sessions(),
                        dataset.items(),
                        dataset.itemsWithTitle(),
                        seconds));
        text.append(
                dataset.timesSynthesised()
                        ? "No time stamps in the source: times are made up and tell the order only\n"
                        : "From " + dataset.firstClick() + " to " + dataset.lastClick() + "\n");
        if (problems.isEmpty()) {
            return text.append("No problems\n").toString();
        }
        for (ProblemKind kind : ProblemKind.values()) {
            if (problems.containsKey(kind)) {
                appendKind(text, kind);
            }
        }
        return text.toString();
    }

    private void appendKind(StringBuilder text, ProblemKind kind) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "%,d x %s (%s), the first:%n",
                        problems.get(kind),
                        kind.text(),
                        kind.remedy()));
        for (Problem sample : samples) {
            if (sample.kind() == kind) {
                text.append("  ").append(sample.text()).append('\n');
            }
        }
    }
}
