package dev.semsr.app.cli;

import dev.semsr.app.bench.BadModelBench;
import dev.semsr.app.bench.BadModelReport;
import dev.semsr.app.bench.BadModelSettings;
import dev.semsr.app.demo.ShopFolders;
import dev.semsr.app.demo.ShopMaker;
import dev.semsr.app.demo.ShopPlan;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.stop.StopSignal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast a bad version is found. */
@Command(
        name = "bad-model",
        description = "Roll out a version with random weights; the quality job takes it back.",
        footer = {
            "",
            "Broker, shoppers, main job and quality job run in this process. The good version is",
            "that of the demo's shop, which is made if it is not there; shoppers click its held-out",
            "sessions. Exit code 0 only if every bad version was taken back and every click",
            "answered."
        })
final class BenchBadModelCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Clicks a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often the bad version is rolled out (${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = "--percent",
            paramLabel = "P",
            defaultValue = "50",
            description = "Share of the sessions that it gets (${DEFAULT-VALUE}).")
    private double percent;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long the good version answers alone before (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for a rollback at most (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Any option of the quality job. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        BadModelSettings settings =
                common.checked(
                        () ->
                                new BadModelSettings(
                                        rate,
                                        times,
                                        percent,
                                        Duration.ofSeconds(warmUp),
                                        Duration.ofSeconds(limit),
                                        options));
        HomeFolders home = common.home();
        var folders =
                new ShopFolders(home.datasets(), home.vectors(), home.training(), home.models());
        TrainedShop shop =
                new ShopMaker(ShopPlan.standard(), folders, new PlainView(common.terminal()), stop)
                        .make();
        BadModelReport report =
                new BadModelBench(shop, folders, settings, stop, common.terminal()::note).run();
        output.print(common.terminal(), report, report.toMarkdown(), report.toMarkdown());
        return report.isComplete() ? 0 : 1;
    }
}
