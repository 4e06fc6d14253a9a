package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.machine.ProcessMemory;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.model.export.RandomModel;
import dev.semsr.schemas.Recommendation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.apache.flink.configuration.Configuration;

/**
 * A job that starts beside a topic of item vectors much larger than its model: how long until it
 * answers with all of them, and what that takes. Broker and job are in this process.
 */
public final class CatalogueBench {

    private static final String ENCODER = "random";
    private static final String TEMPLATE = "random";
    private static final int ASKED = 200;
    private static final long SEED = 7;
    private static final long HIGHEST_MICROS = Duration.ofMinutes(2).toMillis() * 1_000;

    private final CatalogueSettings settings;
    private final StopSignal stop;
    private final Consumer<String> progress;
    private final AtomicLong recommended = new AtomicLong();
    private final AtomicLong recommendedNew = new AtomicLong();

    /**
     * A benchmark that has not begun.
     *
     * @param progress told what is being done
     */
    public CatalogueBench(CatalogueSettings settings, StopSignal stop, Consumer<String> progress) {
        this.settings = settings;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Fills the topic, starts the job and asks.
     *
     * @throws Exception if a part does not start or the job fails
     */
    public CatalogueReport run() throws Exception {
        Machine machine = Machine.here();
        Instant begun = Instant.now();
        try (var work = TemporaryFolder.create()) {
            publishModel(work.path());
            try (var broker = broker(work.path());
                    var flink = LocalFlink.start(work.path(), 1, 0, new Configuration());
                    var topic = topic(broker.client())) {
                long bytes = topic.fill(settings.items(), this::tell);
                double before = ProcessMemory.own().resident();
                progress.accept("Starting the job");
                long start = System.nanoTime();
                try (var job = RunningJob.recommend(flink.environment(), job(broker, work.path()));
                        var probe = new ItemProbe(broker.client(), this::count)) {
                    double seconds = firstAnswer(probe, start);
                    job.rethrowFailure();
                    double after = ProcessMemory.own().resident();
                    double peak = ProcessMemory.own().peak();
                    progress.accept("Asking about the last items of the topic");
                    int known = seconds < 0 ? 0 : known(probe, job);
                    Histogram published = new Histogram(HIGHEST_MICROS, 3);
                    if (seconds >= 0) {
                        publish(topic, probe, job, published);
                    }
                    return new CatalogueReport(
                            begun,
                            machine,
                            settings.items(),
                            settings.modelItems(),
                            bytes / 1e6,
                            seconds,
                            before,
                            after,
                            peak,
                            asked(),
                            known,
                            recommended.get(),
                            recommendedNew.get(),
                            settings.changes(),
                            Percentiles.of(published));
                }
            }
        }
    }

    private void tell(int written) {
        progress.accept("Item vectors written: " + written + " of " + settings.items());
    }

    private void publishModel(Path work) {
        progress.accept("Making a model of " + settings.modelItems() + " items");
        BenchModel.publish(
                work, settings.modelItems(), new RandomModel.TextSource(ENCODER, TEMPLATE), SEED);
    }

    private static EmbeddedBroker broker(Path work) {
        var broker = EmbeddedBroker.start(BrokerSettings.inFolder(work.resolve("broker")));
        Topics.standard(1).create(broker.client());
        return broker;
    }

    private static VectorTopic topic(Map<String, String> client) {
        return new VectorTopic(ENCODER + ":" + TEMPLATE, BenchModel.TEXT_WIDTH, SEED, client);
    }

    private Map<String, String> job(EmbeddedBroker broker, Path work) {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", work.resolve("models").toString());
        options.put("model.name", BenchModel.NAME);
        options.put("catalog.topic", Topics.ITEM_VECTORS);
        options.put("catalog.catch-up-timeout", settings.patience().toMillis() + " ms");
        options.put("execution.checkpointing.dir", work.resolve("checkpoints").toUri().toString());
        options.putAll(settings.options());
        return options;
    }

    /** Seconds until the model answers about the item that was written last; -1 if it does not. */
    private double firstAnswer(ItemProbe probe, long start) {
        long seen = probe.await(VectorTopic.id(settings.items() - 1), true, settings.patience());
        return seen < 0 ? -1 : (seen - start) / 1e9;
    }

    private int asked() {
        return Math.min(ASKED, settings.items() - settings.modelItems());
    }

    private int known(ItemProbe probe, RunningJob job) {
        int known = 0;
        for (int i = 1; i <= asked() && isWorthIt(job); i++) {
            if (probe.await(VectorTopic.id(settings.items() - i), true) >= 0) {
                known++;
            }
        }
        return known;
    }

    /** Counts what is recommended. The model's own items have the lowest numbers. */
    private void count(Recommendation answer) {
        answer.getItems()
                .forEach(
                        item -> {
                            int number = VectorTopic.number(item.getItemId());
                            recommended.incrementAndGet();
                            if (number >= settings.modelItems()) {
                                recommendedNew.incrementAndGet();
                            }
                        });
    }

    private void publish(VectorTopic topic, ItemProbe probe, RunningJob job, Histogram published) {
        for (int i = 0; i < settings.changes() && isWorthIt(job); i++) {
            if (i % 10 == 0) {
                progress.accept("Publishing item " + i + " of " + settings.changes());
            }
            int item = settings.items() + i;
            long start = System.nanoTime();
            topic.put(item);
            long seen = probe.await(VectorTopic.id(item), true);
            if (seen >= 0) {
                published.recordValue(Math.max(1, (seen - start) / 1_000));
            }
        }
    }

    private boolean isWorthIt(RunningJob job) {
        return job.isAlive() && !stop.isGiven();
    }
}
