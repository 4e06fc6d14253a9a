package dev.semsr.lab.report;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.experiment.NamedResult;
import dev.semsr.lab.experiment.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** All figures of a result, one line for each model, seed, group of cases and cut-off. */
final class MetricsCsv {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator('\n')
                    .setHeader(
                            "experiment",
                            "dataset",
                            "model",
                            "seed",
                            "group",
                            "cases",
                            "cutoff",
                            "recall",
                            "mrr",
                            "ndcg")
                    .get();

    private final NamedResult named;
    private final CSVPrinter csv;

    private MetricsCsv(NamedResult named, CSVPrinter csv) {
        this.named = named;
        this.csv = csv;
    }

    static String of(NamedResult named) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, FORMAT)) {
            new MetricsCsv(named, csv).addAll();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory cannot be written", e);
        }
        return text.toString();
    }

    private void addAll() throws IOException {
        for (EvaluationResult baseline : named.result().baselines()) {
            add(baseline.variant(), "", baseline);
        }
        for (RunResult run : named.result().runs()) {
            add(run.model(), String.valueOf(run.settings().get(0).seed()), run.test());
        }
    }

    private void add(String model, String seed, EvaluationResult result) throws IOException {
        add(model, seed, "all", result.all());
        add(model, seed, "seen", result.seen());
        add(model, seed, "unseen", result.unseen());
        for (var group : result.byTargetClicks().entrySet()) {
            add(model, seed, "target " + group.getKey(), group.getValue());
        }
        for (var group : result.byLength().entrySet()) {
            add(model, seed, "after " + group.getKey(), group.getValue());
        }
    }

    private void add(String model, String seed, String name, GroupMetrics group)
            throws IOException {
        if (group.cases() == 0) {
            return;
        }
        for (CutoffMetrics at : group.at()) {
            csv.printRecord(
                    named.experiment(),
                    named.dataset(),
                    model,
                    seed,
                    name,
                    group.cases(),
                    at.cutoff(),
                    share(at.recall()),
                    share(at.mrr()),
                    share(at.ndcg()));
        }
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
