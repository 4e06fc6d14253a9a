package dev.semsr.app.soak;

import dev.semsr.app.demo.DemoView;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.machine.ProcessMemory;
import dev.semsr.app.rollout.StatusReader;
import dev.semsr.app.soak.RolloutMeter.Kind;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.traffic.Crowd;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.app.traffic.ZipfSessions;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * One version is rolled out over another and back again, as often as wanted, while shoppers click.
 * The job runs in a TaskManager of its own, whose memory is watched.
 */
public final class RolloutsBench {

    private static final Duration FIRST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(2);
    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(60);
    private static final Duration USUAL_WINDOW = Duration.ofSeconds(2);
    private static final Duration SAMPLE_EVERY = Duration.ofSeconds(30);
    private static final Duration AFTER_SAMPLE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final long SEED = 7;

    private final RolloutsSettings settings;
    private final DemoView view;
    private final StopSignal stop;
    private final RolloutMeter meter = new RolloutMeter();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<MemorySample> samples = new ArrayList<>();
    private long begun;
    private long nextSample;
    private int ordered;
    private int late;
    private Rollout current;

    /** A benchmark that has not begun. */
    public RolloutsBench(RolloutsSettings settings, DemoView view, StopSignal stop) {
        this.settings = settings;
        this.view = view;
        this.stop = stop;
    }

    /**
     * Makes all rollouts, or those until the stop signal.
     *
     * @param command by which it was run
     * @param date of the run
     * @throws InterruptedException if the thread is interrupted
     */
    public RolloutsReport run(String command, String date) throws InterruptedException {
        Machine machine = Machine.here();
        view.show("Making two versions, starting broker, Flink and job");
        try (var cluster = SoakCluster.start(settings.cluster());
                var traffic = new Traffic(cluster.client(), meter::answered);
                var reports = StatusReader.from(cluster.rollouts(), Instant.now())) {
            var versions = new LoadedVersions(reports);
            shop(traffic, () -> measure(cluster, traffic, versions));
            boolean all = traffic.awaitAnswers(LAST_ANSWERS, () -> true);
            view.keep(all ? "Every click is answered." : "Not every click is answered.");
            meter.close();
            versions.read();
            sample(cluster, traffic, versions);
            return new RolloutsReport(
                    command,
                    date,
                    machine,
                    settings,
                    ClickCount.of(traffic, meter.withoutModel()),
                    versions.refusals(),
                    late,
                    versions.loaded(),
                    RolloutTimes.of(meter),
                    List.copyOf(samples));
        }
    }

    /** Something to do while shoppers click. */
    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private void shop(Traffic traffic, Work work) throws InterruptedException {
        List<String> items =
                IntStream.range(0, settings.items()).mapToObj(i -> "item-" + i).toList();
        var crowd = new Crowd(settings.rate(), new ZipfSessions(items, SEED), SEED);
        traffic.awaitFirstAnswer(crowd, FIRST_ANSWER, () -> !stop.isGiven());
        begun = System.nanoTime();
        Thread shoppers =
                new Thread(
                        () -> traffic.send(crowd, settings.rate(), () -> !over.get()),
                        "semsr-shoppers");
        shoppers.setDaemon(true);
        shoppers.start();
        try {
            work.run();
        } finally {
            over.set(true);
            shoppers.join();
        }
    }

    private void measure(SoakCluster cluster, Traffic traffic, LoadedVersions versions)
            throws InterruptedException {
        view.show("Warming up");
        stop.await(settings.warmUp());
        usual(cluster, traffic, versions);
        while (ordered < settings.rollouts() && !stop.isGiven()) {
            change(cluster, versions);
            sampleIfDue(cluster, traffic, versions);
            stop.await(settings.pause());
        }
    }

    private void usual(SoakCluster cluster, Traffic traffic, LoadedVersions versions) {
        view.show("Measuring usual traffic");
        long end = System.nanoTime() + settings.usual().toNanos();
        while (System.nanoTime() < end && !stop.isGiven()) {
            meter.usual();
            stop.await(USUAL_WINDOW);
            meter.close();
            sampleIfDue(cluster, traffic, versions);
        }
    }

    private void change(SoakCluster cluster, LoadedVersions versions) throws InterruptedException {
        current = next();
        String version = current.versions().get(0).version();
        Kind kind = ordered % 2 == 0 ? Kind.ROLLOUT : Kind.ROLLBACK;
        ordered++;
        int refused = versions.refusals().size();
        meter.ordered(kind, version, System.nanoTime());
        cluster.rollouts().order(current);
        double took = await(versions, refused);
        meter.close();
        if (took < 0) {
            late += versions.refusals().size() > refused ? 0 : 1;
            view.keep("Order " + ordered + ": version " + version + " did not take over");
        } else if (ordered % Math.max(1, settings.rollouts() / 50) == 0) {
            view.keep(
                    String.format(
                            Locale.ROOT,
                            "Order %,d of %,d: version %s has all traffic after %,.0f ms; p99 then"
                                    + " %.0f ms, usually %.0f ms",
                            ordered,
                            settings.rollouts(),
                            version,
                            took,
                            meter.windows(kind).get(meter.windows(kind).size() - 1),
                            meter.latencies(Kind.USUAL).getValueAtPercentile(99) / 1_000.0));
        }
    }

    /** Waits until the version has all traffic, is refused, or the time is over. */
    private double await(LoadedVersions versions, int refused) {
        long deadline = System.nanoTime() + TAKEOVER_LIMIT.toNanos();
        double took = -1;
        while (took < 0 && System.nanoTime() < deadline && !stop.isGiven()) {
            stop.await(LOOK);
            versions.read();
            if (versions.refusals().size() > refused) {
                view.keep("Refused: " + versions.refusals().get(refused));
                return -1;
            }
            took = meter.takeover(System.nanoTime());
        }
        return took;
    }

    private Rollout next() {
        String old = SoakCluster.VERSIONS.get(0);
        String other = SoakCluster.VERSIONS.get(1);
        Instant now = Instant.now();
        if (current == null) {
            return new Rollout(
                    SoakCluster.MODEL,
                    List.of(VersionShare.of(other, 100)),
                    List.of(VersionShare.of(old, 100)),
                    now,
                    "bench");
        }
        return ordered % 2 == 0
                ? RolloutOrder.share(current, other, 100, now, "bench")
                : RolloutOrder.rollback(current, now, "bench");
    }

    /** Counting class loaders collects garbage, of which the next order should feel nothing. */
    private void sampleIfDue(SoakCluster cluster, Traffic traffic, LoadedVersions versions) {
        if (System.nanoTime() >= nextSample) {
            sample(cluster, traffic, versions);
            stop.await(AFTER_SAMPLE);
        }
    }

    private void sample(SoakCluster cluster, Traffic traffic, LoadedVersions versions) {
        nextSample = System.nanoTime() + SAMPLE_EVERY.toNanos();
        ProcessMemory memory = cluster.taskManager();
        var sample =
                new MemorySample(
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        memory.resident(),
                        memory.jvm(),
                        cluster.stateMebibytes(),
                        traffic.meter().answered(),
                        versions.loads(),
                        0,
                        memory.classLoaders());
        samples.add(sample);
        view.keep(
                String.format(
                        Locale.ROOT,
                        "%5d s  resident %,.0f MiB (JVM %,.0f, beside it %,.0f), %,d clicks"
                                + " answered, %,d versions loaded, %d of them now",
                        sample.seconds(),
                        sample.resident(),
                        sample.jvm(),
                        sample.natives(),
                        sample.clicks(),
                        sample.modelLoads(),
                        versions.loaded()));
    }
}
