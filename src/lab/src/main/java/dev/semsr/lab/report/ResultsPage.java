package dev.semsr.lab.report;

import dev.semsr.lab.experiment.DeclaredExperiment;
import dev.semsr.lab.experiment.ExperimentResult;
import dev.semsr.lab.experiment.NamedResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The page of results, as Markdown. */
public final class ResultsPage {

    private static final String INTRODUCTION =
            "Made from stored results by the command in each section; not edited by hand. All"
                    + " figures are in per cent, mean ± standard deviation over seeds. All items"
                    + " of the catalogue are ranked, items of the session included; ties count"
                    + " against the target.";

    private final StringBuilder text = new StringBuilder();

    private ResultsPage() {}

    /** A page with one section a comparison. */
    public static String markdown(List<ExperimentResult> comparisons) {
        ResultsPage page = new ResultsPage();
        page.begin();
        comparisons.forEach(result -> page.text.append('\n').append(ExperimentSection.of(result)));
        return page.text.toString();
    }

    /**
     * The page of the whole project: what became of the claims, then one section an experiment and
     * data set.
     *
     * @param results in the order of the page
     * @param folder path from the page to the folder of the tables and plots
     */
    public static String of(List<NamedResult> results, String folder) {
        ResultsPage page = new ResultsPage();
        page.begin();
        page.claims(results);
        page.crossDomain(results);
        page.published(results);
        String experiment = "";
        for (NamedResult result : results) {
            if (!result.experiment().equals(experiment)) {
                experiment = result.experiment();
                page.line("\n# " + result.question() + " (`" + experiment + "`)");
            }
            page.text.append('\n').append(ExperimentSection.of(result, folder + "/"));
            page.line(
                    "\nAll cut-offs, groups and seeds, written by `./semsr experiment report`: `"
                            + folder
                            + "/"
                            + result.fileName()
                            + ".csv`.");
        }
        return page.text.toString();
    }

    private void begin() {
        line("# Results");
        line("");
        line(INTRODUCTION);
    }

    private void claims(List<NamedResult> results) {
        Map<String, Map<String, Judgement>> columns = new LinkedHashMap<>();
        for (NamedResult named : results) {
            for (String backbone : Claims.backbones(named.result())) {
                columns.merge(
                        named.dataset() + ", " + backbone,
                        new Claims(named.result(), backbone).all(),
                        ResultsPage::moreMeasured);
            }
        }
        if (columns.isEmpty()) {
            return;
        }
        line("\n## What of the claims held\n");
        line(
                "Gains are relative, intervals are of the difference in points; a claim about a gain"
                        + " held if its whole interval is above zero, and is not clear if zero is in"
                        + " it.\n");
        Set<String> claims = columns.values().iterator().next().keySet();
        MarkdownTable table = new MarkdownTable(List.of("claim", "data set", "verdict", "figures"));
        for (String claim : claims) {
            columns.forEach(
                    (column, judged) ->
                            table.add(
                                    List.of(
                                            claim,
                                            column,
                                            judged.get(claim).verdict().text(),
                                            judged.get(claim).evidence())));
        }
        text.append(table.text());
    }

    /** Two experiments on one data set: each claim by the first that has measured it. */
    private static Map<String, Judgement> moreMeasured(
            Map<String, Judgement> first, Map<String, Judgement> other) {
        Map<String, Judgement> merged = new LinkedHashMap<>(first);
        other.forEach(
                (claim, judgement) -> {
                    if (first.get(claim).verdict() == Verdict.NOT_MEASURED) {
                        merged.put(claim, judgement);
                    }
                });
        return merged;
    }

    private void crossDomain(List<NamedResult> results) {
        List<NamedResult> domains = of(results, DeclaredExperiment.CROSS_DOMAIN);
        if (domains.isEmpty()) {
            return;
        }
        line("\n## All data sets: Recall@20 / MRR@20\n");
        Set<String> models = new TreeSet<>();
        domains.forEach(named -> models.addAll(CrossTable.row(named.result()).keySet()));
        List<String> header = new ArrayList<>(List.of("data set"));
        header.addAll(models);
        MarkdownTable table = new MarkdownTable(header);
        for (NamedResult named : domains) {
            Map<String, String> row = CrossTable.row(named.result());
            List<String> cells = new ArrayList<>(List.of(named.dataset()));
            models.forEach(model -> cells.add(row.getOrDefault(model, "")));
            table.add(cells);
        }
        text.append(table.text());
    }

    private void published(List<NamedResult> results) {
        List<NamedResult> benchmarks = of(results, DeclaredExperiment.PUBLISHED);
        if (benchmarks.isEmpty()) {
            return;
        }
        line("\n## Beside published figures: Recall@20 / MRR@20\n");
        MarkdownTable table =
                new MarkdownTable(List.of("model", "data set", "published", "here", "source"));
        for (NamedResult named : benchmarks) {
            Map<String, String> here = CrossTable.row(named.result());
            for (PublishedFigure figure : PublishedFigure.of(named.dataset())) {
                table.add(
                        List.of(
                                figure.name(),
                                named.dataset(),
                                figure.text(),
                                here.getOrDefault(figure.model(), ""),
                                figure.source()));
            }
        }
        text.append(table.text());
    }

    private static List<NamedResult> of(List<NamedResult> results, DeclaredExperiment experiment) {
        return results.stream()
                .filter(named -> named.experiment().equals(experiment.code()))
                .toList();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
