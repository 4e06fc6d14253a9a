package dev.semsr.app.soak;

import dev.semsr.app.demo.DemoView;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.machine.ProcessMemory;
import dev.semsr.app.rollout.StatusReader;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.traffic.Crowd;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.app.traffic.ZipfSessions;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Clicks, model versions that take turns, and job restarts, while memory is watched. */
public final class SoakRun {

    private static final Duration FIRST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(2);
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(60);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(20);
    private static final long SEED = 7;

    private final SoakSettings settings;
    private final DemoView view;
    private final StopSignal stop;
    private final List<MemorySample> samples = new ArrayList<>();
    private long begun;
    private long nextSample;
    private int loads;
    private int refused;
    private int restarts;

    /** A run that has not begun. */
    public SoakRun(SoakSettings settings, DemoView view, StopSignal stop) {
        this.settings = settings;
        this.view = view;
        this.stop = stop;
    }

    /**
     * Runs to the end of its time, or until the stop signal.
     *
     * @param command by which it was run
     * @param date of the run
     * @throws InterruptedException if the thread is interrupted
     */
    public SoakReport run(String command, String date) throws InterruptedException {
        view.show("Starting broker, Flink and job");
        Machine machine = Machine.here();
        try (var cluster = SoakCluster.start(settings);
                var traffic = new Traffic(cluster.client(), (click, answer) -> {})) {
            var crowd = new Crowd(settings.rate(), new ZipfSessions(items(), SEED), SEED);
            traffic.awaitFirstAnswer(crowd, FIRST_ANSWER, () -> !stop.isGiven());
            begun = System.nanoTime();
            Thread shoppers =
                    new Thread(
                            () -> traffic.send(crowd, settings.rate(), this::isTimeLeft),
                            "semsr-shoppers");
            shoppers.setDaemon(true);
            shoppers.start();
            watch(cluster, traffic);
            shoppers.join();
            traffic.awaitAnswers(LAST_ANSWERS, () -> true);
            sample(cluster, traffic);
            return new SoakReport(
                    command,
                    date,
                    machine,
                    traffic.meter().asked(),
                    traffic.meter().answered(),
                    refused,
                    List.copyOf(samples));
        }
    }

    private List<String> items() {
        return IntStream.range(0, settings.items()).mapToObj(i -> "item-" + i).toList();
    }

    private double elapsed() {
        return (System.nanoTime() - begun) / (double) settings.duration().toNanos();
    }

    private boolean isTimeLeft() {
        return !stop.isGiven() && elapsed() < 1;
    }

    /** Does what is due: loads, restarts and samples are spread evenly over the time. */
    private void watch(SoakCluster cluster, Traffic traffic) throws InterruptedException {
        try (var reports = StatusReader.from(cluster.rollouts(), Instant.now())) {
            while (isTimeLeft()) {
                if (System.nanoTime() >= nextSample) {
                    sample(cluster, traffic);
                }
                if (restarts < (int) (elapsed() * settings.restarts())) {
                    cluster.restartJob();
                    restarts++;
                } else if (loads < elapsed() * settings.modelLoads()) {
                    load(cluster, reports);
                } else {
                    stop.await(Duration.ofMillis(50));
                }
            }
        }
    }

    /** Rolls the other version out and waits until it answers; the one before is freed then. */
    private void load(SoakCluster cluster, StatusReader reports) throws InterruptedException {
        String version = SoakCluster.VERSIONS.get((loads + 1) % SoakCluster.VERSIONS.size());
        var rollout =
                new Rollout(
                        SoakCluster.MODEL,
                        List.of(VersionShare.of(version, 100)),
                        List.of(),
                        Instant.now(),
                        "soak");
        cluster.rollouts().order(rollout);
        long deadline = System.nanoTime() + LOAD_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            for (ModelStatus report : reports.next(Duration.ofMillis(100))) {
                if (rollout.issuedAt().equals(report.getRolloutIssuedAt())
                        && report.getVersion().equals(version)) {
                    if (report.getState() == VersionState.READY) {
                        loads++;
                        return;
                    }
                    if (report.getState() == VersionState.REFUSED) {
                        refused++;
                        view.keep("Version refused: " + report.getReason());
                        return;
                    }
                }
            }
        }
        refused++;
        view.keep("No word of version " + version + " within " + LOAD_LIMIT.toSeconds() + " s");
    }

    private void sample(SoakCluster cluster, Traffic traffic) {
        nextSample = System.nanoTime() + SAMPLE_EVERY.toNanos();
        ProcessMemory memory = cluster.taskManager();
        var sample =
                new MemorySample(
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        memory.resident(),
                        memory.jvm(),
                        cluster.stateMebibytes(),
                        traffic.meter().answered(),
                        loads,
                        restarts,
                        memory.classLoaders());
        samples.add(sample);
        view.keep(
                String.format(
                        Locale.ROOT,
                        "%5d s  resident %,.0f MiB (JVM %,.0f), state %,.1f MiB,"
                                + " %,d clicks, %,d model loads, %d restarts, %d class loaders",
                        sample.seconds(),
                        sample.resident(),
                        sample.jvm(),
                        sample.state(),
                        sample.clicks(),
                        sample.modelLoads(),
                        sample.restarts(),
                        sample.classLoaders()));
    }
}
