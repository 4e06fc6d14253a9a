package dev.semsr.app.cli;

import dev.semsr.app.chaos.ChaosReport;
import dev.semsr.app.chaos.ChaosRun;
import dev.semsr.app.chaos.ChaosSettings;
import dev.semsr.app.chaos.ChaosTables;
import dev.semsr.app.chaos.FaultKind;
import dev.semsr.app.chaos.Verdict;
import dev.semsr.app.demo.ShopFolders;
import dev.semsr.app.demo.ShopPlan;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.stop.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Injects faults and proves that nothing was lost. */
@Command(
        name = "chaos",
        description = "Break a running cluster on purpose, and prove that nothing was lost.",
        footer = {
            "",
            "Broker, ZooKeeper, JobManager and two TaskManagers are processes of this machine; the",
            "model is the demo shop's. The same seed makes the same faults. At the end the topics",
            "are read as a reader of committed records would, and every click is held against the",
            "answer that its session's state asks for. Exit code 0 only if nothing was lost,",
            "repeated against the mode, out of order or wrong."
        })
final class ChaosCommand implements Callable<Integer> {

    private static final int EXIT_UNPROVEN = 1;

    @Mixin private CommonOptions common;

    @Mixin private ReportOptions output;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the faults and the clicks (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "5",
            description = "No fault begins after this time (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Faults at most (${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--kinds",
            paramLabel = "KIND",
            split = ",",
            description = "Only these kinds of faults (all): ${COMPLETION-CANDIDATES}.",
            completionCandidates = Kinds.class)
    private List<String> kinds = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "300",
            description = "Clicks a second (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--delivery",
            paramLabel = "MODE",
            defaultValue = "at-least-once",
            description = "at-least-once or exactly-once (${DEFAULT-VALUE}).")
    private String delivery;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Empty folder for topics, state and logs, kept afterwards (default: a temporary"
                            + " folder, kept only if something was wrong).")
    private Path work;

    /** Names of the kinds, for help and completion. */
    static final class Kinds implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Arrays.stream(FaultKind.values()).map(FaultKind::label).iterator();
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = work == null ? Files.createTempDirectory("semsr-chaos-") : work;
        checkEmpty(folder);
        StopSignal stop = StopSignal.onInterrupt();
        var run = new ChaosRun(settings(folder), new PlainView(common.terminal()), stop);
        Verdict verdict = run.run();
        ChaosReport report = report(run, verdict);
        output.print(
                common.terminal(),
                report,
                ChaosTables.markdown(report),
                ChaosTables.markdown(report));
        if (work == null && verdict.isClean()) {
            delete(folder);
        } else {
            common.terminal().note("Topics, state and logs are kept in " + folder);
        }
        return verdict.isClean() ? 0 : EXIT_UNPROVEN;
    }

    private ChaosSettings settings(Path folder) {
        return new ChaosSettings(
                seed,
                faults,
                Duration.ofMillis((long) (minutes * 60_000)),
                kinds(),
                rate,
                isExactlyOnce(),
                ShopPlan.standard(),
                ShopFolders.below(common.home().root()),
                folder.toAbsolutePath());
    }

    private boolean isExactlyOnce() {
        return switch (delivery.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "exactly-once" -> true;
            case "at-least-once" -> false;
            default ->
                    throw new CommandFailure(
                            "--delivery is '" + delivery + "'.",
                            "Say at-least-once or exactly-once.");
        };
    }

    private Set<FaultKind> kinds() {
        Set<FaultKind> chosen = EnumSet.noneOf(FaultKind.class);
        for (String kind : kinds) {
            chosen.add(
                    Arrays.stream(FaultKind.values())
                            .filter(known -> known.label().equals(kind))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new CommandFailure(
                                                    "There is no fault '" + kind + "'.",
                                                    "Choose of "
                                                            + String.join(", ", new Kinds())
                                                            + ".")));
        }
        return chosen.isEmpty() ? EnumSet.allOf(FaultKind.class) : chosen;
    }

    private static void checkEmpty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new CommandFailure(
                        folder + " is not empty.", "Choose an empty folder for --work.");
            }
        }
    }

    private ChaosReport report(ChaosRun run, Verdict verdict) {
        String command =
                String.format(
                        Locale.ROOT,
                        "./semsr chaos --seed %d --minutes %s --rate %s --delivery %s%s",
                        seed,
                        minutes,
                        rate,
                        delivery,
                        kinds.isEmpty()
                                ? ""
                                : kinds.stream().collect(Collectors.joining(",", " --kinds ", "")));
        return run.report(
                command, LocalDate.now(ZoneOffset.UTC).toString(), Machine.here(), verdict);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
