package dev.semsr.lab.report;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.experiment.ExperimentResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The table of all models for one group of cases: chance, popularity, models, gains. */
final class MetricsTable {

    private static final String BASE = "base/";

    private final ExperimentResult result;
    private final Function<EvaluationResult, GroupMetrics> group;
    private final List<Figure> figures;
    private final MarkdownTable table;

    private MetricsTable(ExperimentResult result, Function<EvaluationResult, GroupMetrics> group) {
        this.result = result;
        this.group = group;
        figures = Figure.of(group.apply(result.popularity()));
        List<String> header = new ArrayList<>(List.of("model"));
        figures.forEach(figure -> header.add(figure.name()));
        table = new MarkdownTable(header);
    }

    static String of(ExperimentResult result, Function<EvaluationResult, GroupMetrics> group) {
        MetricsTable metrics = new MetricsTable(result, group);
        metrics.fill();
        return metrics.table.text();
    }

    private void fill() {
        row("chance", figure -> figure.recall() ? percent(chance(figure)) : "");
        for (EvaluationResult baseline : result.baselines()) {
            row(baseline.variant(), figure -> percent(figure.in(group.apply(baseline))));
        }
        for (String model : result.models()) {
            row(model, figure -> statistics(model, figure).percent());
        }
        for (String model : result.models()) {
            String base = BASE + model.substring(model.indexOf('/') + 1);
            if (!model.equals(base) && result.models().contains(base)) {
                row(model + " over " + base, figure -> gain(model, base, figure));
                row(model + " over chance", figure -> overChance(model, figure));
            }
        }
    }

    private void row(String name, Function<Figure, String> cell) {
        List<String> cells = new ArrayList<>(List.of(name));
        figures.forEach(figure -> cells.add(cell.apply(figure)));
        table.add(cells);
    }

    private String gain(String model, String base, Figure figure) {
        SeedStatistics other = statistics(base, figure);
        return other.mean() > 0 ? statistics(model, figure).gainOver(other) : "";
    }

    private String overChance(String model, Figure figure) {
        if (!figure.recall()) {
            return "";
        }
        double times = statistics(model, figure).mean() / chance(figure);
        return String.format(Locale.ROOT, "%.1f times", times);
    }

    private SeedStatistics statistics(String model, Figure figure) {
        return SeedStatistics.of(
                result.runsOf(model).stream()
                        .map(run -> figure.in(group.apply(run.test())))
                        .toList());
    }

    private double chance(Figure figure) {
        return result.popularity().chance(figure.cutoff());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", share * 100);
    }
}
