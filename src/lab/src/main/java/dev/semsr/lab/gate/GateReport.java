package dev.semsr.lab.gate;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.json.LabJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison of two versions on held-out sessions came to.
 *
 * @param candidate the version that is to follow
 * @param running the version that answers
 * @param data data set and protocol of the held-out sessions
 * @param cases how many clicks were predicted
 * @param tolerance share of a metric that may be lost
 * @param changes the metrics
 * @param drops names of the metrics that lost more
 * @param forced whether the version was published all the same
 * @param time when it was compared
 */
public record GateReport(
        String candidate,
        String running,
        String data,
        long cases,
        double tolerance,
        List<MetricChange> changes,
        List<String> drops,
        boolean forced,
        Instant time) {

    /** Length of the lists that are compared. */
    public static final int CUTOFF = 20;

    /** Copies the lists. */
    public GateReport {
        changes = List.copyOf(changes);
        drops = List.copyOf(drops);
    }

    /**
     * Compares Recall@20, MRR@20, coverage and the recall of items that were unseen in training.
     *
     * @param data data set and protocol, for the report
     * @param tolerance share of a metric that may be lost, 0 to 1
     */
    public static GateReport of(
            EvaluationResult candidate,
            EvaluationResult running,
            String data,
            double tolerance,
            boolean forced) {
        List<MetricChange> changes = new ArrayList<>();
        changes.add(
                new MetricChange(
                        "Recall@20",
                        running.all().at(CUTOFF).recall(),
                        candidate.all().at(CUTOFF).recall()));
        changes.add(
                new MetricChange(
                        "MRR@20",
                        running.all().at(CUTOFF).mrr(),
                        candidate.all().at(CUTOFF).mrr()));
        changes.add(
                new MetricChange(
                        "coverage@20", running.shown().coverage(), candidate.shown().coverage()));
        if (running.unseen().cases() > 0) {
            changes.add(
                    new MetricChange(
                            "Recall@20 unseen items",
                            running.unseen().at(CUTOFF).recall(),
                            candidate.unseen().at(CUTOFF).recall()));
        }
        List<String> drops =
                changes.stream()
                        .filter(change -> change.isDrop(tolerance))
                        .map(MetricChange::metric)
                        .toList();
        return new GateReport(
                candidate.version(),
                running.version(),
                data,
                candidate.all().cases(),
                tolerance,
                changes,
                drops,
                forced,
                Instant.now());
    }

    /** Whether the version may follow. */
    public boolean passes() {
        return drops.isEmpty() || forced;
    }

    /** For programs. */
    public String toJson() {
        return LabJson.text(this) + "\n";
    }
}
