package dev.semsr.app.cli;

import dev.semsr.app.bench.FreshnessBench;
import dev.semsr.app.bench.FreshnessReport;
import dev.semsr.app.bench.FreshnessSettings;
import dev.semsr.app.stop.StopSignal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how soon a change of an item takes effect. */
@Command(
        name = "freshness",
        description = "Measure item published to item recommendable; all on this machine.",
        footer = {
            "",
            "Broker, clicks, both jobs and the encoder run in this process. An item counts as",
            "recommendable when a click on it is answered by the model, and as gone when it is",
            "answered by the fallback; a price as effective when it can be read from item-vectors,",
            "since nothing in the ranking reads prices. The model is of the real shape and size, but untrained.",
            "Exit code 0 only if every change took effect."
        })
final class BenchFreshnessCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Size of the catalogue at the start (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Clicks a second of other shoppers (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long clicks are sent before the first change (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--changes",
            paramLabel = "N",
            defaultValue = "100",
            description = "Items to publish, one after the other (${DEFAULT-VALUE}).")
    private int changes;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the main job or of Flink. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        var settings =
                new FreshnessSettings(items, rate, Duration.ofSeconds(warmUp), changes, options);
        FreshnessReport report = new FreshnessBench(settings, stop, common.terminal()::note).run();
        output.print(common.terminal(), report, report.toMarkdown(), report.toMarkdown());
        return report.isComplete() && !stop.isGiven() ? 0 : 1;
    }
}
