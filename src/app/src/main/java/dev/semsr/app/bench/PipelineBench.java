package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.app.traffic.Crowd;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.app.traffic.ZipfSessions;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.model.export.RandomModel;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.NetworkSettings;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;

/**
 * Click due to recommendation consumed, with broker, load and job in this process: a model of N
 * items that was never trained, sessions on items whose popularity follows Zipf's law.
 */
public final class PipelineBench {

    private static final String MODEL = "bench";
    private static final int TEXT_WIDTH = 384;
    private static final long SEED = 7;
    private static final Duration FIRST_ANSWER = Duration.ofMinutes(2);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);

    private final BenchSettings settings;
    private final StopSignal stop;
    private final Consumer<String> progress;

    /**
     * A benchmark that has not begun.
     *
     * @param progress told what is being done
     */
    public PipelineBench(BenchSettings settings, StopSignal stop, Consumer<String> progress) {
        this.settings = settings;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Measures one rate after the other, or until the stop signal is given.
     *
     * @throws Exception if a part does not start or the job fails
     */
    public BenchReport run() throws Exception {
        Machine machine = Machine.here();
        Instant begun = Instant.now();
        NetworkSettings shape =
                TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER).network(TEXT_WIDTH);
        List<BenchRow> rows = new ArrayList<>();
        try (var work = TemporaryFolder.create()) {
            publishModel(work.path(), shape);
            progress.accept("Starting broker, Flink and job");
            try (var broker = broker(work.path());
                    var flink =
                            LocalFlink.start(
                                    work.path(), settings.parallelism(), 0, new Configuration());
                    var job = job(flink, broker, work.path())) {
                for (double rate : settings.rates()) {
                    if (!stop.isGiven()) {
                        rows.add(measure(rate, rows.size(), broker, job));
                    }
                }
            }
        }
        String model = "semsr-f/niser " + shape.dimension() + " wide, untrained";
        return new BenchReport(begun, machine, settings.items(), model, rows);
    }

    private void publishModel(Path work, NetworkSettings shape) {
        progress.accept("Making a model of " + settings.items() + " items");
        TensorFlowNatives.load();
        Path aside = work.resolve("artefact");
        RandomModel.write(aside, MODEL, "1", settings.items(), shape, SEED);
        new FileModelStore(work.resolve("models")).publish(aside);
    }

    private EmbeddedBroker broker(Path work) {
        var broker = EmbeddedBroker.start(BrokerSettings.inFolder(work.resolve("broker")));
        Topics.standard(settings.parallelism()).create(broker.client());
        return broker;
    }

    private RunningJob job(LocalFlink flink, EmbeddedBroker broker, Path work) throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", work.resolve("models").toString());
        options.put("model.name", MODEL);
        options.put("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
        options.putAll(settings.options());
        return RunningJob.recommend(flink.environment(), options);
    }

    /** Each row has sessions of its own: the job still knows those of the row before. */
    private BenchRow measure(double rate, int row, EmbeddedBroker broker, RunningJob job) {
        var byModel = new AtomicLong();
        try (var traffic =
                new Traffic(
                        broker.client(),
                        (click, answer) -> {
                            if (isByModel(answer)) {
                                byModel.incrementAndGet();
                            }
                        })) {
            var crowd = new Crowd(rate, new ZipfSessions(items(), SEED + row), SEED + row);
            progress.accept("Waiting for the first answer");
            traffic.awaitFirstAnswer(crowd, FIRST_ANSWER, () -> isWorthIt(job));
            job.rethrowFailure();
            double achieved = send(traffic, crowd, rate, job);
            traffic.awaitAnswers(LAST_ANSWERS, () -> isWorthIt(job));
            job.rethrowFailure();
            return new BenchRow(
                    rate,
                    achieved,
                    traffic.meter().asked(),
                    traffic.meter().answered(),
                    byModel.get(),
                    Percentiles.of(traffic.meter().latencies()));
        }
    }

    /** Sends warm-up and measured clicks in one go; returns the answers a second of the latter. */
    private double send(Traffic traffic, Crowd crowd, double rate, RunningJob job) {
        long measured = System.nanoTime() + settings.warmUp().toNanos();
        long end = measured + settings.measured().toNanos();
        traffic.meter().measureFrom(measured);
        progress.accept(
                String.format(
                        java.util.Locale.ROOT,
                        "%,.0f clicks/s: %d s of warm-up, %d s measured",
                        rate,
                        settings.warmUp().toSeconds(),
                        settings.measured().toSeconds()));
        traffic.send(crowd, rate, () -> System.nanoTime() < end && isWorthIt(job));
        double seconds = (System.nanoTime() - measured) / 1e9;
        return traffic.meter().latencies().getTotalCount() / seconds;
    }

    private boolean isWorthIt(RunningJob job) {
        return job.isAlive() && !stop.isGiven();
    }

    private List<String> items() {
        return IntStream.range(0, settings.items()).mapToObj(item -> "item-" + item).toList();
    }

    private static boolean isByModel(Recommendation answer) {
        return !answer.getItems().isEmpty() && answer.getItems().get(0).getSource() == Source.MODEL;
    }
}
