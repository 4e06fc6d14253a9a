package dev.semsr.app.cli;

import dev.semsr.app.bench.CatalogueBench;
import dev.semsr.app.bench.CatalogueReport;
import dev.semsr.app.bench.CatalogueSettings;
import dev.semsr.app.stop.StopSignal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the start of the main job beside a large catalogue. */
@Command(
        name = "catalogue",
        description =
                "Measure how long the main job takes to start with a large catalogue, and its memory.",
        footer = {
            "",
            "Broker and job run in this process. The topic of item vectors is filled first; then the",
            "job starts with a model of fewer items, untrained but of the real shape, and takes the",
            "others from the topic. A million items take about 2 GB on disk and 8 GB of memory.",
            "Exit code 0 only if the job came to answer about all items that it was asked about,",
            "with items of the topic in its lists, and took the items published after that."
        })
final class BenchCatalogueCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Items in the topic when the job starts (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--model-items",
            paramLabel = "N",
            defaultValue = "50000",
            description = "How many of them the model was trained on (${DEFAULT-VALUE}).")
    private int modelItems;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Items to publish, one after the other, once the job answers"
                            + " (${DEFAULT-VALUE}).")
    private int changes;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "900",
            description = "How long the job may take to read the topic (${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the main job or of Flink. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        CatalogueSettings settings =
                common.checked(
                        () ->
                                new CatalogueSettings(
                                        items,
                                        modelItems,
                                        changes,
                                        Duration.ofSeconds(patience),
                                        options));
        CatalogueReport report = new CatalogueBench(settings, stop, common.terminal()::note).run();
        output.print(common.terminal(), report, report.toMarkdown(), report.toMarkdown());
        return report.isComplete() && !stop.isGiven() ? 0 : 1;
    }
}
