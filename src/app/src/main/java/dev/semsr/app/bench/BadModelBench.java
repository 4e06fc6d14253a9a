package dev.semsr.app.bench;

import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.demo.ShopFolders;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.quality.QualitySum;
import dev.semsr.app.quality.QualityTopic;
import dev.semsr.app.rollout.RolloutTopics;
import dev.semsr.app.rollout.StatusReader;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.app.traffic.Crowd;
import dev.semsr.app.traffic.ShopperSession;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.artefact.Manifest;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import dev.semsr.schemas.VersionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;

/**
 * A version with random weights is rolled out beside a trained one while shoppers click their
 * held-out sessions; the quality job is to find it and to take it back. Nobody else does anything.
 */
public final class BadModelBench {

    /** Version of the bad model. */
    public static final String BAD = "random-weights";

    private static final Duration FIRST_ANSWER = Duration.ofMinutes(3);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(1);
    private static final Duration QUALITY_WINDOW = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final long GOOD_AGAIN = 100;
    private static final long SEED = 11;

    private final TrainedShop shop;
    private final ShopFolders folders;
    private final BadModelSettings settings;
    private final StopSignal stop;
    private final Consumer<String> progress;
    private final VersionAnswers answers;
    private final List<FoundModel> found = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private Rollout current;

    /**
     * A benchmark that has not begun.
     *
     * @param folders where the shop's model is
     * @param progress told what is being done
     */
    public BadModelBench(
            TrainedShop shop,
            ShopFolders folders,
            BadModelSettings settings,
            StopSignal stop,
            Consumer<String> progress) {
        this.shop = shop;
        this.folders = folders;
        this.settings = settings;
        this.stop = stop;
        this.progress = progress;
        this.answers = new VersionAnswers(shop.model().name() + "/" + BAD);
        this.current =
                new Rollout(
                        shop.model().name(),
                        List.of(VersionShare.of(shop.model().version(), 100)),
                        List.of(),
                        Instant.now(),
                        "bench");
    }

    /**
     * Rolls the bad version out as often as wanted, or until the stop signal.
     *
     * @throws Exception if a part does not start or a job fails
     */
    public BadModelReport run() throws Exception {
        Machine machine = Machine.here();
        Instant begun = Instant.now();
        try (var work = TemporaryFolder.create()) {
            Path models = publish(work.path());
            progress.accept("Starting broker, Flink and both jobs");
            try (var broker = broker(work.path());
                    var flink = LocalFlink.start(work.path(), 2, 0, new Configuration());
                    var recommend = recommend(flink, broker, models);
                    var quality = quality(flink, broker, models);
                    var traffic = new Traffic(broker.client(), answers::answered)) {
                var topics =
                        new RolloutTopics(
                                Topics.MODEL_ROLLOUTS, Topics.MODEL_STATUS, broker.client());
                shop(traffic, topics, List.of(recommend, quality));
                return report(machine, begun, topics, traffic);
            }
        }
    }

    /** The shop's model, and one over the same items that has learned nothing. */
    private Path publish(Path work) {
        progress.accept("Making a version with random weights");
        TensorFlowNatives.load();
        Manifest good = shop.model();
        Path from = folders.models().resolve(good.name()).resolve(good.version());
        var store = new FileModelStore(work.resolve("models"));
        Artefact trained = store.publish(from);
        Path aside = work.resolve("artefact");
        RandomModel.write(
                aside,
                good.name(),
                BAD,
                trained.itemIds(),
                TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER)
                        .network(good.textWidth()),
                new RandomModel.TextSource(good.encoder(), good.template()),
                SEED);
        store.publish(aside);
        return work.resolve("models");
    }

    private static EmbeddedBroker broker(Path work) {
        var broker = EmbeddedBroker.start(BrokerSettings.inFolder(work.resolve("broker")));
        Topics.standard(1).create(broker.client());
        return broker;
    }

    private RunningJob recommend(LocalFlink flink, EmbeddedBroker broker, Path models)
            throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", models.toString());
        options.put("model.name", shop.model().name());
        options.put("model.version", shop.model().version());
        options.put("rollouts.topic", Topics.MODEL_ROLLOUTS);
        options.put("rollouts.status-topic", Topics.MODEL_STATUS);
        options.put("rollouts.status-interval", "1 s");
        return RunningJob.recommend(flink.environment().setParallelism(1), options);
    }

    private RunningJob quality(LocalFlink flink, EmbeddedBroker broker, Path models)
            throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("quality.start", "EARLIEST");
        options.put("quality.window", QUALITY_WINDOW.toSeconds() + " s");
        options.put("quality.model-store", models.toString());
        options.put("quality.auto-rollback", "true");
        options.put("rollouts.topic", Topics.MODEL_ROLLOUTS);
        options.putAll(settings.quality());
        return RunningJob.quality(flink.environment().setParallelism(1), options);
    }

    private void shop(Traffic traffic, RolloutTopics topics, List<RunningJob> jobs)
            throws InterruptedException {
        List<ShopperSession> sessions =
                shop.split().sessions().stream()
                        .map(session -> new ShopperSession(session.session(), session.itemIds()))
                        .toList();
        var crowd = new Crowd(settings.rate(), Crowd.inRounds(sessions), SEED);
        progress.accept("Waiting for the first answer");
        traffic.awaitFirstAnswer(crowd, FIRST_ANSWER, () -> areAlive(jobs));
        AtomicBoolean over = new AtomicBoolean();
        Thread shoppers =
                new Thread(
                        () ->
                                traffic.send(
                                        crowd,
                                        settings.rate(),
                                        () -> !over.get() && areAlive(jobs)),
                        "bench-shoppers");
        shoppers.setDaemon(true);
        shoppers.start();
        try {
            progress.accept("The trained version answers alone");
            stop.await(settings.warmUp());
            for (int i = 0; i < settings.times() && areAlive(jobs); i++) {
                rollOut(topics, jobs);
            }
            stop.await(QUALITY_WINDOW.plusSeconds(1)); // the last window is reported at its end
        } finally {
            over.set(true);
            shoppers.join();
        }
        traffic.awaitAnswers(LAST_ANSWERS, () -> areAlive(jobs));
        jobs.forEach(RunningJob::rethrowFailure);
    }

    private boolean areAlive(List<RunningJob> jobs) {
        return jobs.stream().allMatch(RunningJob::isAlive) && !stop.isGiven();
    }

    private void rollOut(RolloutTopics topics, List<RunningJob> jobs) throws InterruptedException {
        answers.restart();
        states.clear();
        try (var reports = StatusReader.from(topics, Instant.now())) {
            Rollout order =
                    RolloutOrder.share(current, BAD, settings.percent(), Instant.now(), "bench");
            long ordered = System.nanoTime();
            topics.order(order);
            Rollout back = awaitRollback(order, topics, reports, jobs);
            if (back != null) {
                awaitGone(reports, jobs);
            }
            found.add(found(order, back, ordered));
            current = back == null ? order : back;
        }
        progress.accept(text(found.get(found.size() - 1)));
    }

    /** The first rollout in the topic that is not ours; null if none comes. */
    private Rollout awaitRollback(
            Rollout order, RolloutTopics topics, StatusReader reports, List<RunningJob> jobs) {
        long deadline = System.nanoTime() + settings.limit().toNanos();
        while (System.nanoTime() < deadline && areAlive(jobs)) {
            stop.await(LOOK);
            read(reports);
            Rollout newest = topics.newest(order.scope()).orElse(order);
            if (!newest.issuedAt().equals(order.issuedAt())) {
                return newest;
            }
        }
        return null;
    }

    /** Waits until the bad version is freed and others have answered for a while. */
    private void awaitGone(StatusReader reports, List<RunningJob> jobs) {
        long deadline = System.nanoTime() + settings.limit().toNanos();
        while (areAlive(jobs)
                && (answers.goodInARow() < GOOD_AGAIN
                        || !states.contains(VersionState.FREED.name()))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Version %s was taken back, but it is not gone: it has reported %s"
                                .formatted(BAD, states));
            }
            stop.await(LOOK);
            read(reports);
        }
    }

    private void read(StatusReader reports) {
        reports.next(Duration.ZERO).stream()
                .filter(report -> report.getVersion().equals(BAD))
                .map(report -> report.getState().name())
                .filter(state -> !states.contains(state))
                .forEach(states::add);
    }

    private FoundModel found(Rollout order, Rollout back, long ordered) {
        long first = answers.firstOfBad();
        return new FoundModel(
                first == 0 ? -1 : (first - ordered) / 1e6,
                back == null ? -1 : Duration.between(order.issuedAt(), back.issuedAt()).toMillis(),
                first == 0 ? -1 : (answers.lastOfBad() - ordered) / 1e6,
                answers.answersOfBad(),
                back == null ? "" : back.reason());
    }

    private static String text(FoundModel one) {
        return one.isFound()
                ? "Found after %.1f s, after %d answers: %s"
                        .formatted(one.rollback() / 1_000, one.answers(), one.reason())
                : "Not found after %d answers".formatted(one.answers());
    }

    private BadModelReport report(
            Machine machine, Instant begun, RolloutTopics topics, Traffic traffic) {
        Map<String, QualitySum> quality = new TreeMap<>();
        new QualityTopic(Topics.QUALITY, topics.client())
                .read(
                        begun,
                        report ->
                                quality.merge(
                                        report.getModelVersion(),
                                        QualitySum.NONE.plus(report),
                                        (sum, one) -> sum.plus(report)));
        return new BadModelReport(
                begun,
                machine,
                shop.model().name(),
                settings,
                List.copyOf(found),
                shop.model().version(),
                BAD,
                answers.hitRateOfOthers(),
                answers.hitRateOfBad(),
                quality,
                List.copyOf(states),
                topics.newest(shop.model().name()).stream()
                        .flatMap(Rollout::answering)
                        .map(VersionShare::version)
                        .toList(),
                traffic.meter().asked(),
                traffic.meter().answered());
    }
}
