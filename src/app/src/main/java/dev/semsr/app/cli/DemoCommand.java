package dev.semsr.app.cli;

import dev.semsr.app.demo.Demo;
import dev.semsr.app.demo.DemoReport;
import dev.semsr.app.demo.DemoSettings;
import dev.semsr.app.demo.DemoStoppedException;
import dev.semsr.app.demo.DemoView;
import dev.semsr.app.demo.ShopFolders;
import dev.semsr.app.demo.ShopPlan;
import dev.semsr.app.stop.StopSignal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the whole path on this machine. */
@Command(
        name = "demo",
        description =
                "Show the whole path on this machine: a shop and its model, Kafka, Flink, shoppers.",
        footer = {
            "",
            "The first start makes a shop and trains its model; both are kept in the home folder.",
            "Clicks of the first 5 seconds are answered and counted, but not in the latency: JIT.",
            "Ctrl-C ends everything; a second Ctrl-C ends the process at once.",
            "Exit codes: 0 every click was answered; 1 one was not, or something failed;",
            "130 a headless demo was interrupted."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Mixin private CommonOptions common;

    @Option(
            names = "--headless",
            description =
                    "End after --seconds; progress as plain lines on standard error, the result as"
                            + " one line of JSON, the last one, on standard output.")
    private boolean headless;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "End after so many seconds of measuring (default: 30 if headless, else never).")
    private Integer seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Clicks a second of all shoppers together (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description =
                    "Port of Flink's web page; 0 for one that is free (default: 8081, if headless"
                            + " 0).")
    private Integer webPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the broker; 0 for one that is free (${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Items of the shop, 300 or more (default: 2,000).")
    private Integer items;

    @Option(
            names = "--sessions",
            paramLabel = "N",
            description = "Sessions in the shop's history (default: 20,000).")
    private Integer sessions;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Epochs of training at most (default: as many as are good for the shop).")
    private Integer epochs;

    @Override
    public Integer call() throws Exception {
        StopSignal stop = StopSignal.onInterrupt();
        Terminal terminal = common.terminal();
        try (ProgressLine line = terminal.progress()) {
            DemoReport report = new Demo(settings(), view(line), stop).run();
            line.close();
            return print(terminal, report, stop);
        } catch (DemoStoppedException stopped) {
            terminal.note(stopped.getMessage());
            return headless ? INTERRUPTED : 0;
        }
    }

    private DemoSettings settings() {
        HomeFolders home = common.home();
        return new DemoSettings(
                plan(),
                new ShopFolders(home.datasets(), home.vectors(), home.training(), home.models()),
                rate,
                duration(),
                webPort == null ? (headless ? 0 : 8081) : webPort,
                kafkaPort,
                2);
    }

    private ShopPlan plan() {
        ShopPlan standard = ShopPlan.standard();
        if (items == null && sessions == null && epochs == null) {
            return standard;
        }
        return standard.sized(
                items == null ? standard.shop().items() : items,
                sessions == null ? standard.shop().sessions() : sessions,
                epochs == null ? standard.training().epochs() : epochs);
    }

    private Duration duration() {
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        return headless ? Duration.ofSeconds(30) : null;
    }

    private static DemoView view(ProgressLine line) {
        return new DemoView() {
            @Override
            public void show(String text) {
                line.show(text);
            }

            @Override
            public void keep(String text) {
                line.keep(text);
            }
        };
    }

    private int print(Terminal terminal, DemoReport report, StopSignal stop) {
        if (headless) {
            terminal.json(report);
        } else {
            terminal.print(
                    "%,d clicks, %,d answered; latency p50 %.1f, p90 %.1f, p99 %.1f ms; model %s",
                    report.clicks(),
                    report.recommendations(),
                    report.latency().p50(),
                    report.latency().p90(),
                    report.latency().p99(),
                    report.modelVersion());
        }
        if (!report.isComplete()) {
            terminal.note(
                    String.format(
                            Locale.ROOT,
                            "semsr: %,d clicks were not answered. The log says why: %s",
                            report.clicks() - report.recommendations(),
                            LogSetup.file()));
            return 1;
        }
        return headless && stop.isGiven() ? INTERRUPTED : 0;
    }
}
