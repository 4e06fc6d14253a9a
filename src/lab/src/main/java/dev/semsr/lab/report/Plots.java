package dev.semsr.lab.report;

import dev.semsr.core.metrics.CutoffMetrics;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.NamedResult;
import dev.semsr.lab.report.Plot.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The plots of a result, means over seeds. */
final class Plots {

    private static final int SHORT = 20;
    private static final int LONG = 100;

    private Plots() {}

    /** SVG texts by what they show, which is also the end of their file's name. */
    static Map<String, String> of(NamedResult named) {
        Map<String, String> plots = new LinkedHashMap<>();
        ExperimentResult result = named.result();
        if (!result.models().isEmpty() && named.coldReplay().isEmpty()) {
            plots.put("recall", recallByLength(named).lines());
            plots.put("mrr", mrr(named).bars());
        }
        if (!named.newItems().isEmpty()) {
            plots.put("new-items", newItems(named).bars());
        }
        return plots;
    }

    private static Plot recallByLength(NamedResult named) {
        ExperimentResult result = named.result();
        List<Integer> cutoffs =
                result.popularity().all().at().stream().map(CutoffMetrics::cutoff).toList();
        List<Series> series =
                result.models().stream()
                        .map(
                                model ->
                                        new Series(
                                                model,
                                                cutoffs.stream()
                                                        .map(k -> mean(result, model, k, true))
                                                        .toList()))
                        .toList();
        return new Plot(
                "Recall@K, " + named.dataset(),
                cutoffs.stream().map(String::valueOf).toList(),
                series);
    }

    private static Plot mrr(NamedResult named) {
        ExperimentResult result = named.result();
        return new Plot(
                "MRR@" + SHORT + ", " + named.dataset(),
                result.models(),
                List.of(
                        new Series(
                                "MRR@" + SHORT,
                                result.models().stream()
                                        .map(model -> mean(result, model, SHORT, false))
                                        .toList())));
    }

    private static Plot newItems(NamedResult named) {
        List<String> groups = List.copyOf(named.newItems().values().iterator().next().keySet());
        List<Series> series =
                named.newItems().entrySet().stream()
                        .map(
                                model ->
                                        new Series(
                                                model.getKey(),
                                                groups.stream()
                                                        .map(g -> recall(model.getValue().get(g)))
                                                        .toList()))
                        .toList();
        return new Plot(
                "Recall@" + LONG + " of items unseen before the cut, " + named.dataset(),
                groups,
                series);
    }

    private static double recall(GroupMetrics group) {
        return group.cases() == 0 ? Double.NaN : group.at(LONG).recall();
    }

    private static double mean(ExperimentResult result, String model, int cutoff, boolean recall) {
        ToDoubleFunction<GroupMetrics> figure =
                group -> recall ? group.at(cutoff).recall() : group.at(cutoff).mrr();
        return result.runsOf(model).stream()
                .mapToDouble(run -> figure.applyAsDouble(run.test().all()))
                .average()
                .orElse(Double.NaN);
    }
}
