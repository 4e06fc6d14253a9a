package dev.semsr.app.cli;

import dev.semsr.app.bench.BenchReport;
import dev.semsr.app.bench.BenchSettings;
import dev.semsr.app.bench.PipelineBench;
import dev.semsr.app.stop.StopSignal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures click to recommendation. */
@Command(
        name = "pipeline",
        description = "Measure click due to recommendation consumed; all on this machine.",
        footer = {
            "",
            "Broker, load and job run in this process. Latency counts from the moment a click was",
            "due, not from when it was sent (coordinated omission). The model is of the real shape",
            "and size, but untrained. Exit code 0 only if every click was answered."
        })
final class BenchPipelineCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Size of the catalogue (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--rate",
            paramLabel = "N",
            split = ",",
            defaultValue = "200,1000,3000",
            description = "Clicks a second, one measurement each (${DEFAULT-VALUE}).")
    private List<Double> rates;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "Sent at each rate before it is measured (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long each rate is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description = "Subtasks of each operator and partitions (${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the job or of Flink. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        var settings =
                new BenchSettings(
                        items,
                        rates,
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds),
                        parallelism,
                        options);
        BenchReport report = new PipelineBench(settings, stop, common.terminal()::note).run();
        output.print(common.terminal(), report, report.toText(), report.toMarkdown());
        return report.isComplete() && !stop.isGiven() ? 0 : 1;
    }
}
