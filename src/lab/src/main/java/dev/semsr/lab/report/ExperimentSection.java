package dev.semsr.lab.report;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.evaluation.PairedBootstrap;
import dev.semsr.lab.experiment.Comparison;
import dev.semsr.lab.experiment.DataSummary;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.NamedResult;
import dev.semsr.lab.experiment.RunResult;
import dev.semsr.lab.experiment.ServingCost;
import dev.semsr.model.training.TrainingSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What one experiment came to on one data set, as Markdown. */
final class ExperimentSection {

    private final StringBuilder text = new StringBuilder();

    private ExperimentSection() {}

    /**
     * The section of a declared experiment.
     *
     * @param plots path from the page to the folder of the plots, empty or with a slash at the end
     */
    static String of(NamedResult named, String plots) {
        ExperimentSection section = new ExperimentSection();
        if (!named.coldReplay().isEmpty()) {
            section.coldReplay(named);
            return section.text.toString();
        }
        section.begin(named.result());
        for (String plot : ResultFiles.plotNames(named)) {
            section.line("");
            section.line("![" + plot + "](" + plots + plot + ")");
        }
        section.serving(named.serving());
        section.details(named.result());
        if (!named.newItems().isEmpty()) {
            section.byTargetClicks(named.result());
            section.newItems(named.newItems());
        }
        section.runs(named.result());
        section.settings(named.result());
        return section.text.toString();
    }

    /** The section of a comparison. */
    static String of(ExperimentResult result) {
        ExperimentSection section = new ExperimentSection();
        section.begin(result);
        section.details(result);
        section.runs(result);
        section.settings(result);
        return section.text.toString();
    }

    private void coldReplay(NamedResult named) {
        ExperimentResult result = named.result();
        head(result);
        text.append(ColdReplaySection.of(named.coldReplay(), result.data().dataset().items()));
        settings(result);
    }

    private void head(ExperimentResult result) {
        line("## " + result.data().dataset().name());
        line("");
        line("`" + result.command() + "`, " + day(result.finished()) + ",");
        line(result.machine().text() + ".");
        data(result.data());
    }

    private void begin(ExperimentResult result) {
        head(result);
        group("All cases", result, EvaluationResult::all);
        comparisons(result.comparisons());
    }

    private void details(ExperimentResult result) {
        group("Target seen before the cut", result, EvaluationResult::seen);
        group("Target unseen before the cut", result, EvaluationResult::unseen);
    }

    private void byTargetClicks(ExperimentResult result) {
        for (String clicks : result.popularity().byTargetClicks().keySet()) {
            group(
                    "Target " + clicks + " in training",
                    result,
                    test -> test.byTargetClicks().get(clicks));
        }
    }

    private void comparisons(List<Comparison> comparisons) {
        if (comparisons.isEmpty()) {
            return;
        }
        line("");
        line("### Differences, with 95 % intervals over resampled sessions");
        line("");
        MarkdownTable table =
                new MarkdownTable(List.of("model", "metric", "gain", "difference", "interval"));
        for (Comparison comparison : comparisons) {
            PairedBootstrap.Interval interval = comparison.interval();
            table.add(
                    List.of(
                            comparison.model() + " over " + comparison.over(),
                            comparison.metric(),
                            String.format(Locale.ROOT, "%+.1f %%", interval.relative() * 100),
                            String.format(Locale.ROOT, "%+.2f", interval.difference() * 100),
                            Claims.interval(interval)));
        }
        text.append(table.text());
    }

    private void serving(List<ServingCost> costs) {
        if (costs.isEmpty()) {
            return;
        }
        line("");
        line("### Size and speed of the served model (median)");
        line("");
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "model",
                                "artefact, MB",
                                "1 session, ms",
                                ServingCost.BATCH + " sessions, ms"));
        for (ServingCost cost : costs) {
            table.add(
                    List.of(
                            cost.model(),
                            String.format(Locale.ROOT, "%.1f", cost.bytes() / 1e6),
                            String.format(Locale.ROOT, "%.2f", cost.millisOne()),
                            String.format(Locale.ROOT, "%.2f", cost.millisBatch())));
        }
        text.append(table.text());
    }

    private void newItems(Map<String, Map<String, GroupMetrics>> models) {
        line("");
        line("### Items unseen before the cut, by clicks since");
        line("");
        MarkdownTable table =
                new MarkdownTable(
                        List.of("model, clicks", "cases", "Recall@20", "Recall@100", "MRR@20"));
        models.forEach(
                (model, groups) ->
                        groups.forEach(
                                (name, group) -> {
                                    if (group.cases() > 0) {
                                        table.add(newItems(model + ", " + name, group));
                                    }
                                }));
        text.append(table.text());
    }

    private static List<String> newItems(String name, GroupMetrics group) {
        return List.of(
                name,
                count(group.cases()),
                percent(group.at(20).recall()),
                percent(group.at(100).recall()),
                percent(group.at(20).mrr()));
    }

    private void data(DataSummary data) {
        line("");
        line(data.protocol() + ". Cut: " + data.cut() + ".");
        line("");
        MarkdownTable table = new MarkdownTable(List.of("part", "sessions", "clicks or cases"));
        table.add(
                List.of(
                        "whole, " + count(data.dataset().items()) + " items",
                        count(data.dataset().sessions()),
                        count(data.dataset().clicks())));
        table.add(
                List.of("training", count(data.trainingSessions()), count(data.trainingClicks())));
        table.add(List.of("validation", "", count(data.validationCases())));
        table.add(List.of("test", count(data.testSessions()), count(data.testCases())));
        table.add(
                List.of(
                        "of it on " + count(data.unseenItems()) + " items unseen before the cut",
                        "",
                        count(data.unseenCases())));
        text.append(table.text());
    }

    private void group(
            String title, ExperimentResult result, Function<EvaluationResult, GroupMetrics> group) {
        GroupMetrics popularity = group.apply(result.popularity());
        if (popularity.cases() == 0) {
            return;
        }
        line("");
        line("### " + title + " (" + count(popularity.cases()) + " cases)");
        line("");
        text.append(MetricsTable.of(result, group));
    }

    private void runs(ExperimentResult result) {
        line("");
        line("### Each training");
        line("");
        List<Figure> figures = Figure.of(result.popularity().all());
        List<String> header = new ArrayList<>(List.of("run", "epochs", "validation MRR@20"));
        figures.forEach(figure -> header.add(figure.name()));
        header.add("unseen Recall@" + longest(figures));
        MarkdownTable table = new MarkdownTable(header);
        for (String model : result.models()) {
            result.runsOf(model).forEach(run -> table.add(run(run, figures)));
        }
        text.append(table.text());
    }

    private static List<String> run(RunResult run, List<Figure> figures) {
        List<String> row = new ArrayList<>();
        row.add(run.name());
        row.add(String.valueOf(run.epochs()));
        row.add(percent(run.validation().mrrAt20()));
        figures.forEach(figure -> row.add(percent(figure.in(run.test().all()))));
        row.add(percent(run.test().unseen().at(longest(figures)).recall()));
        return row;
    }

    private static int longest(List<Figure> figures) {
        return figures.get(figures.size() - 1).cutoff();
    }

    private void settings(ExperimentResult result) {
        line("");
        line("Text: " + result.encoder() + ". Settings:");
        line("");
        for (String model : result.models()) {
            result.runsOf(model)
                    .get(0)
                    .settings()
                    .forEach(settings -> line("- " + model + ": " + text(settings)));
        }
    }

    private static String text(TrainingSettings s) {
        return String.format(
                Locale.ROOT,
                "dimension %d, scale %.0f, text dimensions %d, batch %d, Adam %.0e times %.2f every"
                        + " %d epochs, l2 %.0e, dropout %.2f, interaction dropout %.2f, newest %d"
                        + " clicks, at most %d epochs, patience %d",
                s.dimension(),
                s.scale(),
                s.textDimensions(),
                s.batch(),
                s.learningRate(),
                s.decayFactor(),
                s.decayEvery(),
                s.l2(),
                s.dropout(),
                s.interactionDropout(),
                s.maxLength(),
                s.epochs(),
                s.patience());
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f", share * 100);
    }

    private static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
