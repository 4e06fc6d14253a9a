package dev.semsr.app.demo;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.app.traffic.Crowd;
import dev.semsr.app.traffic.ShopperSession;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.schemas.Recommendation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;

/**
 * The whole path on one machine: a shop and its model, a broker, Flink with the main job, and
 * shoppers whose sessions the model has never seen.
 *
 * <p>Each part is closed in the reverse order of its start, also when the stop signal is given or
 * something fails; only shop and model stay, for the next start.
 */
public final class Demo {

    /** Clicks of the first seconds are answered and counted, but their latency is not: JIT. */
    public static final Duration WARM_UP = Duration.ofSeconds(5);

    private static final Duration FIRST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);
    private static final Duration REFRESH = Duration.ofMillis(500);

    private final DemoSettings settings;
    private final DemoView view;
    private final StopSignal stop;
    private final AtomicReference<String> modelVersion = new AtomicReference<>("none");

    /** A demo that has not begun. */
    public Demo(DemoSettings settings, DemoView view, StopSignal stop) {
        this.settings = settings;
        this.view = view;
        this.stop = stop;
    }

    /**
     * Runs to the end of its time, or until the stop signal is given.
     *
     * @throws DemoStoppedException if the signal was given before the first click
     * @throws Exception if a part does not start or the job fails
     */
    public DemoReport run() throws Exception {
        TrainedShop shop = new ShopMaker(settings.plan(), settings.folders(), view, stop).make();
        try (var work = TemporaryFolder.create();
                var broker = broker(work.path());
                var flink = flink(work.path());
                var job = job(flink, broker, work.path())) {
            view.keep(
                    "Job       runs; Flink's web page is "
                            + flink.webPage()
                            + ", the broker "
                            + broker.bootstrapServers());
            return perform(shop, broker, job);
        } finally {
            view.show("Ended; shop and model are kept in " + settings.folders().models());
        }
    }

    private EmbeddedBroker broker(Path work) {
        checkStop();
        view.show("Broker    starting");
        var defaults = BrokerSettings.inFolder(work.resolve("broker"));
        var broker =
                EmbeddedBroker.start(
                        settings.kafkaPort() == 0
                                ? defaults
                                : defaults.withPort(settings.kafkaPort()));
        Topics.standard(settings.parallelism())
                .create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        return broker;
    }

    private LocalFlink flink(Path work) throws Exception {
        checkStop();
        view.show("Flink     starting");
        return LocalFlink.start(
                work, settings.parallelism(), settings.webPort(), new Configuration());
    }

    private RunningJob job(LocalFlink flink, EmbeddedBroker broker, Path work) throws Exception {
        checkStop();
        view.show("Job       starting");
        return RunningJob.recommend(
                flink.environment(),
                Map.of(
                        "kafka.bootstrap.servers", broker.bootstrapServers(),
                        "model.store", settings.folders().models().toString(),
                        "model.name", settings.plan().name(),
                        "execution.checkpointing.dir",
                                work.resolve("checkpoints").toUri().toString()));
    }

    private DemoReport perform(TrainedShop shop, EmbeddedBroker broker, RunningJob job) {
        var display = new Display(view, shop.titles());
        var client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var traffic =
                new Traffic(
                        client,
                        (click, answer) -> {
                            remember(answer);
                            display.answered(click, answer);
                        })) {
            var crowd = new Crowd(settings.rate(), Crowd.inRounds(shoppers(shop)), 1);
            view.show("Job       waiting for its first answer");
            traffic.awaitFirstAnswer(crowd, FIRST_ANSWER, () -> job.isAlive() && !stop.isGiven());
            job.rethrowFailure();
            shop(traffic, crowd, display, job);
            traffic.awaitAnswers(LAST_ANSWERS, job::isAlive);
            job.rethrowFailure();
            return DemoReport.of(traffic.meter(), traffic.deadLetters(), modelVersion.get());
        }
    }

    private void remember(Recommendation answer) {
        modelVersion.set(answer.getModelVersion());
    }

    private static List<ShopperSession> shoppers(TrainedShop shop) {
        return shop.split().sessions().stream()
                .map(session -> new ShopperSession(session.session(), session.itemIds()))
                .toList();
    }

    private void shop(Traffic traffic, Crowd crowd, Display display, RunningJob job) {
        long measured = System.nanoTime() + WARM_UP.toNanos();
        traffic.meter().measureFrom(measured);
        BooleanSupplier goOn = () -> !stop.isGiven() && isTimeLeft(measured) && job.isAlive();
        var shoppers =
                new Thread(() -> traffic.send(crowd, settings.rate(), goOn), "semsr-shoppers");
        shoppers.setDaemon(true);
        view.keep(
                String.format(
                        Locale.ROOT,
                        "Shoppers  click their held-out sessions, %s clicks/s%s",
                        settings.rate(),
                        settings.duration() == null ? "; Ctrl-C ends" : ""));
        shoppers.start();
        while (shoppers.isAlive()) {
            stop.await(REFRESH);
            display.refresh(traffic);
            join(shoppers, stop.isGiven() ? LAST_ANSWERS : Duration.ofMillis(1));
        }
    }

    private boolean isTimeLeft(long measuredFrom) {
        return settings.duration() == null
                || System.nanoTime() - measuredFrom < settings.duration().toNanos();
    }

    private static void join(Thread thread, Duration limit) {
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkStop() {
        if (stop.isGiven()) {
            throw new DemoStoppedException();
        }
    }
}
