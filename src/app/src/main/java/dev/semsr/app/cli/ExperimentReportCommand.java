package dev.semsr.app.cli;

import dev.semsr.lab.experiment.NamedResult;
import dev.semsr.lab.report.ResultFiles;
import dev.semsr.lab.report.ResultsPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the page of results from what experiments have stored. */
@Command(
        name = "report",
        description =
                "Make the page of results, tables and plots from the stored results of all"
                        + " experiments; runs nothing.",
        sortOptions = false)
final class ExperimentReportCommand implements Runnable {

    @Option(
            names = "--results",
            paramLabel = "DIR",
            defaultValue = "docs/results",
            description = "Where results lie and tables and plots go (${DEFAULT-VALUE}).")
    private Path results;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/results.md",
            description = "The page (${DEFAULT-VALUE}).")
    private Path page;

    @Mixin private CommonOptions common;

    @Override
    public void run() {
        List<NamedResult> stored = NamedResult.readAll(results);
        if (stored.isEmpty()) {
            throw new CommandFailure(
                    "No results in " + results.toAbsolutePath(),
                    "Run an experiment first, such as 'semsr experiment baseline', or name the"
                            + " folder with --results.");
        }
        stored.forEach(result -> ResultFiles.writeTables(result, results));
        Path relative = page.toAbsolutePath().getParent().relativize(results.toAbsolutePath());
        try {
            Files.writeString(page, ResultsPage.of(stored, relative.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + page + " cannot be written", e);
        }
        common.terminal().print("%s", "Page of %d results: %s".formatted(stored.size(), page));
    }
}
