package dev.semsr.app.cli;

import dev.semsr.app.soak.RolloutsBench;
import dev.semsr.app.soak.RolloutsReport;
import dev.semsr.app.soak.RolloutsSettings;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures rollouts under load. */
@Command(
        name = "rollouts",
        description = "Roll a version out and back under load: time, latency, memory, lost clicks.",
        footer = {
            "",
            "Broker, JobManager and one TaskManager are processes of this machine (Linux). The",
            "versions are of the real shape, but untrained. An order follows as soon as the one",
            "before has all traffic. Exit code 0 only if every click was answered by a model, every",
            "version had all traffic within 10 seconds, and one version is loaded at the end."
        })
final class BenchRolloutsCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--rollouts",
            paramLabel = "N",
            defaultValue = "20",
            description = "Orders, every second one a rollback (${DEFAULT-VALUE}).")
    private int rollouts;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Clicks a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Size of the catalogue (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description =
                    "How long clicks are sent before anything is measured (${DEFAULT-VALUE}).")
    private double warmUp;

    @Option(
            names = "--usual",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long usual traffic is measured before (${DEFAULT-VALUE}).")
    private double usual;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Between a rollout and the next order (${DEFAULT-VALUE}).")
    private double pause;

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        try (var work = TemporaryFolder.create()) {
            RolloutsSettings settings = common.checked(() -> settings(work.path()));
            RolloutsReport report =
                    new RolloutsBench(settings, new PlainView(common.terminal()), stop)
                            .run(command(), LocalDate.now(ZoneOffset.UTC).toString());
            output.print(common.terminal(), report, report.markdown(), report.markdown());
            output.draw(report.svg());
            return report.isComplete() ? 0 : 1;
        }
    }

    private RolloutsSettings settings(Path work) {
        return new RolloutsSettings(
                rollouts, rate, items, seconds(warmUp), seconds(usual), seconds(pause), work);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1_000));
    }

    private String command() {
        return String.format(
                Locale.ROOT,
                "./semsr bench rollouts --rollouts %d --rate %s --items %d --warm-up %s --usual %s"
                        + " --pause %s",
                rollouts,
                rate,
                items,
                warmUp,
                usual,
                pause);
    }
}
