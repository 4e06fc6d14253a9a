package dev.semsr.lab.report;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.lab.evaluation.GroupMetrics;
import dev.semsr.lab.experiment.DataSummary;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.RunResult;
import dev.semsr.model.training.TrainingSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The page of results, as Markdown. */
public final class ResultsPage {

    private final StringBuilder text = new StringBuilder();

    private ResultsPage() {}

    /** A page with one section an experiment. */
    public static String markdown(List<ExperimentResult> experiments) {
        ResultsPage page = new ResultsPage();
        page.line("# Results");
        page.line("");
        page.line(
                "Made from stored results by the command in each section; not edited by hand. All"
                        + " figures are in per cent, mean ± standard deviation over seeds. All items"
                        + " of the catalogue are ranked, items of the session included; ties count"
                        + " against the target.");
        experiments.forEach(page::section);
        return page.text.toString();
    }

    private void section(ExperimentResult result) {
        line("");
        line("## " + result.data().dataset().name());
        line("");
        line("`" + result.command() + "`, " + day(result.finished()) + ",");
        line(result.machine().text() + ".");
        data(result.data());
        group("All cases", result, EvaluationResult::all);
        group("Target seen before the cut", result, EvaluationResult::seen);
        group("Target unseen before the cut", result, EvaluationResult::unseen);
        runs(result);
        settings(result);
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
            result.runsOf(model).get(0).settings().forEach(
                    settings -> line("- " + model + ": " + text(settings)));
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
