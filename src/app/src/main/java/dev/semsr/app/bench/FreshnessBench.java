package dev.semsr.app.bench;

import dev.semsr.app.answers.Percentiles;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.items.ItemProducer;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.app.jobs.RunningJob;
import dev.semsr.app.machine.Machine;
import dev.semsr.app.stop.StopSignal;
import dev.semsr.app.stop.TemporaryFolder;
import dev.semsr.app.traffic.Crowd;
import dev.semsr.app.traffic.Traffic;
import dev.semsr.app.traffic.ZipfSessions;
import dev.semsr.model.export.RandomModel;
import dev.semsr.schemas.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Item published to answers from it, with broker, both jobs, the encoder and other shoppers' clicks
 * in this process. What takes effect is seen from outside, by clicks on the item.
 */
public final class FreshnessBench {

    private static final String ENCODER = "bge-small-en-v15-q";
    private static final String TEMPLATE = "title-brand-category";
    private static final long SEED = 7;
    private static final long HIGHEST_MICROS = Duration.ofMinutes(2).toMillis() * 1_000;
    private static final Duration FIRST_ANSWER = Duration.ofMinutes(4);

    private final FreshnessSettings settings;
    private final StopSignal stop;
    private final Consumer<String> progress;
    private final Histogram published = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram unavailable = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram available = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram priced = new Histogram(HIGHEST_MICROS, 3);
    private int missed;

    /**
     * A benchmark that has not begun.
     *
     * @param progress told what is being done
     */
    public FreshnessBench(FreshnessSettings settings, StopSignal stop, Consumer<String> progress) {
        this.settings = settings;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Makes the changes one after the other, or until the stop signal is given.
     *
     * @throws Exception if a part does not start or a job fails
     */
    public FreshnessReport run() throws Exception {
        Machine machine = Machine.here();
        Instant begun = Instant.now();
        try (var work = TemporaryFolder.create()) {
            publishModel(work.path());
            progress.accept("Starting broker, Flink and both jobs");
            try (var broker = broker(work.path());
                    var flink = LocalFlink.start(work.path(), 2, 0, new Configuration());
                    var refresh = RunningJob.refresh(environment(flink), refresh(broker));
                    var recommend =
                            RunningJob.recommend(
                                    environment(flink), recommend(broker, work.path()))) {
                Percentiles clicks = measure(broker.client(), List.of(refresh, recommend));
                return new FreshnessReport(
                        begun,
                        machine,
                        settings.items(),
                        settings.rate(),
                        settings.changes(),
                        missed,
                        Percentiles.of(published),
                        Percentiles.of(unavailable),
                        Percentiles.of(available),
                        Percentiles.of(priced),
                        clicks);
            }
        }
    }

    private void publishModel(Path work) {
        progress.accept("Making a model of " + settings.items() + " items");
        BenchModel.publish(
                work, settings.items(), new RandomModel.TextSource(ENCODER, TEMPLATE), SEED);
    }

    private static EmbeddedBroker broker(Path work) {
        var broker = EmbeddedBroker.start(BrokerSettings.inFolder(work.resolve("broker")));
        Topics.standard(1).create(broker.client());
        return broker;
    }

    private static StreamExecutionEnvironment environment(LocalFlink flink) {
        return flink.environment().setParallelism(1);
    }

    private static Map<String, String> refresh(EmbeddedBroker broker) {
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "encoder.name",
                ENCODER,
                "encoder.template",
                TEMPLATE);
    }

    private Map<String, String> recommend(EmbeddedBroker broker, Path work) {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", work.resolve("models").toString());
        options.put("model.name", BenchModel.NAME);
        options.put("catalog.topic", Topics.ITEM_VECTORS);
        options.putAll(settings.options());
        return options;
    }

    private Percentiles measure(Map<String, String> client, List<RunningJob> jobs)
            throws InterruptedException {
        List<String> items =
                IntStream.range(0, settings.items()).mapToObj(item -> "item-" + item).toList();
        var crowd = new Crowd(settings.rate(), new ZipfSessions(items, SEED), SEED);
        try (var traffic = new Traffic(client, (click, answer) -> {});
                var probe = new ItemProbe(client);
                var vectors = new VectorProbe(client);
                var producer = new ItemProducer(Topics.ITEMS, client)) {
            progress.accept("Waiting for the first answer");
            traffic.awaitFirstAnswer(crowd, FIRST_ANSWER, () -> areAlive(jobs));
            var others =
                    new Thread(
                            () ->
                                    traffic.send(
                                            crowd,
                                            settings.rate(),
                                            () ->
                                                    !Thread.currentThread().isInterrupted()
                                                            && areAlive(jobs)),
                            "bench-clicks");
            others.start();
            stop.await(settings.warmUp());
            traffic.meter().measureFrom(System.nanoTime());
            change(probe, vectors, producer, jobs);
            others.interrupt();
            others.join();
            jobs.forEach(RunningJob::rethrowFailure);
            return Percentiles.of(traffic.meter().latencies());
        }
    }

    private boolean areAlive(List<RunningJob> jobs) {
        return jobs.stream().allMatch(RunningJob::isAlive) && !stop.isGiven();
    }

    private void change(
            ItemProbe probe, VectorProbe vectors, ItemProducer producer, List<RunningJob> jobs) {
        for (int i = 0; i < settings.changes() && areAlive(jobs); i++) {
            if (i % 10 == 0) {
                progress.accept("Change " + i + " of " + settings.changes());
            }
            Item item =
                    Item.newBuilder()
                            .setItemId("new-" + i)
                            .setTitle(
                                    "Striped cotton shirt, new number " + i + ", machine washable")
                            .setBrand("Bench")
                            .setCategories(List.of("Clothing", "Shirts"))
                            .build();
            time(published, item, true, probe, producer);
            item.setAvailable(false);
            time(unavailable, item, false, probe, producer);
            item.setAvailable(true);
            time(available, item, true, probe, producer);
            item.setPrice(10.0 + i);
            timePrice(item, vectors, producer);
        }
    }

    /** Nothing in the ranking reads prices, so a change is seen where all readers see it. */
    private void timePrice(Item item, VectorProbe vectors, ItemProducer producer) {
        long start = System.nanoTime();
        producer.put(item);
        record(
                priced,
                start,
                vectors.await(
                        item.getItemId(),
                        seen -> item.getPrice().equals(seen.getPrice()),
                        ItemProbe.PATIENCE));
    }

    private void time(
            Histogram times, Item item, boolean fromModel, ItemProbe probe, ItemProducer producer) {
        long start = System.nanoTime();
        producer.put(item);
        record(times, start, probe.await(item.getItemId(), fromModel));
    }

    private void record(Histogram times, long start, long seen) {
        if (seen < 0) {
            missed++;
        } else {
            times.recordValue(Math.max(1, (seen - start) / 1_000));
        }
    }
}
