package dev.semsr.app.chaos;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.chaos.FaultPlan.PlannedFault;
import dev.semsr.app.demo.DemoView;
import dev.semsr.app.demo.ShopMaker;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.TensorFlowNatives;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One run: load and faults on a cluster of processes, then the proof from the topics' history.
 *
 * @see HistoryChecker
 */
public final class ChaosRun {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final SessionLimits LIMITS =
            new SessionLimits(
                    SessionLimits.DEFAULT.maxClicks(),
                    SessionLimits.DEFAULT.recentEvents(),
                    SessionLimits.DEFAULT.gap(),
                    1_000_000);

    private final ChaosSettings settings;
    private final DemoView view;
    private final StopSignal stop;
    private final ClickLog log = new ClickLog();
    private final List<FaultOutcome> outcomes = new ArrayList<>();
    private int revived;
    private long begun;
    private volatile long ended;

    /** A run that has not begun. */
    public ChaosRun(ChaosSettings settings, DemoView view, StopSignal stop) {
        this.settings = settings;
        this.view = view;
        this.stop = stop;
    }

    /**
     * Runs to the end of the plan or of its time, or until the stop signal; then checks what was.
     *
     * @throws IllegalStateException if the job does not recover from a fault
     */
    public Verdict run() {
        TrainedShop shop = new ShopMaker(settings.plan(), settings.folders(), view, stop).make();
        view.show("Cluster   starting");
        try (var cluster = ChaosCluster.start(settings)) {
            perform(cluster, shop);
            revived = cluster.flink().revived();
            view.keep(String.format(Locale.ROOT, "History   checking %,d clicks", log.clicks()));
            return check(cluster, shop);
        }
    }

    private void perform(ChaosCluster cluster, TrainedShop shop) {
        var failure = new AtomicReference<RuntimeException>();
        try (var answers = new LiveAnswers(cluster.bootstrapServers(), log);
                var traffic =
                        new ChaosTraffic(
                                settings.seed(),
                                cluster.bootstrapServers(),
                                shop.knownItems(),
                                log)) {
            Thread sender =
                    new Thread(
                            () -> traffic.send(settings.rate(), () -> ended == 0),
                            "semsr-shoppers");
            sender.setUncaughtExceptionHandler(
                    (thread, broken) -> failure.set(new IllegalStateException(broken)));
            sender.setDaemon(true);
            begun = System.currentTimeMillis();
            sender.start();
            try {
                pause(WARM_UP);
                awaitAnswers(answers);
                outcomes.clear();
                injectAll(cluster, answers);
            } finally {
                ended = System.currentTimeMillis();
            }
            join(sender);
            traffic.flush();
            awaitAnswers(answers);
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void injectAll(ChaosCluster cluster, LiveAnswers answers) {
        var injector = new Injector(cluster);
        List<PlannedFault> plan =
                FaultPlan.draw(settings.seed(), settings.faults(), settings.kinds()).faults();
        long deadline = System.nanoTime() + settings.limit().toNanos();
        for (PlannedFault fault : plan) {
            if (stop.isGiven() || System.nanoTime() > deadline) {
                return;
            }
            pause(fault.calm());
            long from = System.currentTimeMillis();
            injector.inject(fault);
            // tasks go on for a while without a JobManager, and start again with the next one
            cluster.flink().awaitRunning(cluster.job());
            awaitAnswers(answers);
            var outcome = FaultOutcome.of(fault.kind(), from, System.currentTimeMillis(), log);
            outcomes.add(outcome);
            view.keep(
                    String.format(
                            Locale.ROOT,
                            "Fault %3d %-22s new answers after %5.1f s, slowest %5.1f s; %,d clicks",
                            outcomes.size(),
                            fault.kind().label(),
                            outcome.recovery() / 1000.0,
                            outcome.hump() / 1000.0,
                            log.clicks()));
        }
    }

    /** Waits until all is answered that was sent until now. */
    private void awaitAnswers(LiveAnswers answers) {
        long sentUntil = System.currentTimeMillis();
        long deadline = System.nanoTime() + RECOVERY_LIMIT.toNanos();
        while (!log.isAnsweredUntil(sentUntil)) {
            answers.rethrowFailure();
            if (System.nanoTime() > deadline) {
                view.keep(
                        "Not all of %,d clicks are answered after %d s; logs are in %s"
                                .formatted(
                                        log.clicks(), RECOVERY_LIMIT.toSeconds(), settings.work()));
                return; // the history says which
            }
            pause(LOOK_AGAIN);
        }
    }

    private Verdict check(ChaosCluster cluster, TrainedShop shop) {
        TensorFlowNatives.load();
        var artefact =
                new FileModelStore(settings.folders().models())
                        .open(shop.model().name(), shop.model().version());
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            var lists =
                    new ModelLists(
                            scorer, scorer.fallback(), new Recommender(RankingSettings.DEFAULT));
            var checker = new HistoryChecker(LIMITS, !settings.exactlyOnce(), lists);
            new TopicHistory(
                            cluster.bootstrapServers(),
                            Topics.CLICKS,
                            Topics.RECOMMENDATIONS,
                            Topics.DEAD_LETTERS)
                    .feed(checker);
            return checker.verdict();
        }
    }

    private double seconds() {
        return (ended - begun) / 1000.0;
    }

    /**
     * All that the run did and proved.
     *
     * @param command by which it was run
     * @param date of the run
     */
    public ChaosReport report(String command, String date, Machine machine, Verdict verdict) {
        return new ChaosReport(
                command,
                date,
                machine,
                settings.exactlyOnce(),
                seconds(),
                calm(),
                ChaosReport.rows(outcomes),
                revived,
                verdict);
    }

    /**
     * Latencies of clicks sent after the warm-up, outside of faults and the backlogs after them.
     */
    private Percentiles calm() {
        var histogram = new Histogram(3);
        long from = begun + WARM_UP.toMillis();
        for (FaultOutcome outcome : outcomes) {
            record(log.latencies(from, outcome.begun() - 1_500), histogram);
            from = outcome.over();
        }
        record(log.latencies(from, ended), histogram);
        return Percentiles.of(histogram);
    }

    private static void record(long[] latencies, Histogram histogram) {
        Arrays.stream(latencies).forEach(millis -> histogram.recordValue(millis * 1_000));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
