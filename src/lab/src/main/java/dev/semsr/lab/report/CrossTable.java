package dev.semsr.lab.report;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.experiment.ExperimentResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One data set in a row: Recall@20 and MRR@20 of every model. */
final class CrossTable {

    private static final int PLACES = 20;

    private CrossTable() {}

    /** {@code 12.34 / 5.67} by model, means over seeds, simple scorers first. */
    static Map<String, String> row(ExperimentResult result) {
        Map<String, String> row = new LinkedHashMap<>();
        for (EvaluationResult baseline : result.baselines()) {
            row.put(baseline.variant(), cell(List.of(baseline)));
        }
        for (String model : result.models()) {
            row.put(model, cell(result.runsOf(model).stream().map(run -> run.test()).toList()));
        }
        return row;
    }

    private static String cell(List<EvaluationResult> runs) {
        double recall = 0;
        double mrr = 0;
        for (EvaluationResult run : runs) {
            recall += run.all().at(PLACES).recall() / runs.size();
            mrr += run.all().at(PLACES).mrr() / runs.size();
        }
        return String.format(Locale.ROOT, "%.2f / %.2f", recall * 100, mrr * 100);
    }
}
