package dev.semsr.app.cli;

import dev.semsr.app.soak.SoakDrawing;
import dev.semsr.app.soak.SoakPage;
import dev.semsr.app.soak.SoakReport;
import dev.semsr.app.soak.SoakRun;
import dev.semsr.app.soak.SoakSettings;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches memory for a long time. */
@Command(
        name = "soak",
        description = "Watch whether memory stays flat: sessions, model changes, job restarts.",
        footer = {
            "",
            "Broker, JobManager and one TaskManager are processes of this machine (Linux). RocksDB",
            "gets less memory than the sessions need. Exit code 0 only if every click was answered,",
            "every model version loaded, and the process grew by at most 8 % from the second",
            "quarter to the last."
        })
final class BenchSoakCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "How long (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Clicks a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Size of the catalogue (${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--model-loads",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Model versions to load, each frees the one before (${DEFAULT-VALUE}).")
    private int modelLoads;

    @Option(
            names = "--restarts",
            paramLabel = "N",
            defaultValue = "20",
            description = "Restarts of the job in the same TaskManager (${DEFAULT-VALUE}).")
    private int restarts;

    @Option(
            names = "--state-memory",
            paramLabel = "MIB",
            defaultValue = "12",
            description =
                    "Memory of RocksDB, in MiB; the sessions are meant to outgrow it"
                            + " (${DEFAULT-VALUE}).")
    private int stateMemory;

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        try (var work = TemporaryFolder.create()) {
            var settings =
                    new SoakSettings(
                            Duration.ofMillis((long) (minutes * 60_000)),
                            rate,
                            items,
                            modelLoads,
                            restarts,
                            stateMemory,
                            work.path());
            SoakReport report =
                    new SoakRun(settings, new PlainView(common.terminal()), stop)
                            .run(command(), LocalDate.now(ZoneOffset.UTC).toString());
            output.print(
                    common.terminal(),
                    report,
                    SoakPage.markdown(report),
                    SoakPage.markdown(report));
            output.draw(SoakDrawing.svg(report.samples()));
            return report.isComplete() ? 0 : 1;
        }
    }

    private String command() {
        return String.format(
                Locale.ROOT,
                "./semsr bench soak --minutes %s --rate %s --items %d --model-loads %d --restarts"
                        + " %d --state-memory %d",
                minutes,
                rate,
                items,
                modelLoads,
                restarts,
                stateMemory);
    }
}
