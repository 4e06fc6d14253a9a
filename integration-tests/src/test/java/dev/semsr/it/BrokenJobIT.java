package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.chaos.HistoryChecker;
import dev.semsr.app.chaos.ModelLists;
import dev.semsr.app.chaos.TopicHistory;
import dev.semsr.app.chaos.Verdict;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.jobs.LocalFlink;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.it.stack.BrokenSink;
import dev.semsr.it.stack.BrokenSink.Breakage;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.kafka.DeadLetterSerializer;
import dev.semsr.jobs.kafka.RawRecordSchema;
import dev.semsr.jobs.kafka.RecommendationSerializer;
import dev.semsr.jobs.recommend.RecommendEndpoints;
import dev.semsr.jobs.recommend.RecommendJob;
import dev.semsr.jobs.recommend.RecommendSettings;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.scoring.StoredModelSource;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.schemas.Recommendation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker of histories is itself checked: a job that is broken on purpose must be caught. */
@ExtendWith({SharedBroker.class, SharedShop.class})
class BrokenJobIT {

    private static final int SESSIONS = 30;
    private static final int CLICKS_OF_A_SESSION = 10;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(Breakage.class)
    void aJobThatDropsDuplicatesReordersOrMixesUpSessionsIsCaught(
            Breakage breakage, EmbeddedBroker broker, TrainedShop shop) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 1);
        sendClicks(broker, topics, shop.knownItems());

        run(breakage, broker.bootstrapServers(), topics);

        Verdict verdict = check(broker, topics, shop);
        assertThat(verdict.clicks()).isEqualTo(SESSIONS * CLICKS_OF_A_SESSION);
        assertThat(verdict.isClean()).as("%s", verdict).isEqualTo(breakage == Breakage.NONE);
        switch (breakage) {
            case NONE -> assertThat(verdict.answered()).isEqualTo(verdict.clicks());
            case DROPS -> assertThat(verdict.lost()).isEqualTo(15);
            case DUPLICATES -> assertThat(verdict.forbiddenRepeats()).isEqualTo(15);
            case REORDERS -> assertThat(verdict.outOfOrder()).isPositive();
            case STALE -> assertThat(verdict.wrong()).isPositive();
            case OTHER_SESSION -> assertThat(verdict.wrong()).isEqualTo(2 * 15); // key and field
            case OTHER_ID -> assertThat(verdict.wrong()).isEqualTo(15);
        }
    }

    private static void sendClicks(EmbeddedBroker broker, JobTopics topics, List<String> items) {
        try (var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            for (int number = 0; number < CLICKS_OF_A_SESSION; number++) {
                for (int session = 0; session < SESSIONS; session++) {
                    String item = items.get((session * 37 + number * 11) % items.size());
                    var unused =
                            sender.send(
                                    click("s" + session, "e-" + session + "-" + number, item)
                                            .build());
                }
            }
            sender.flush();
        }
    }

    /** Runs the main job over all clicks that are there, to its end. */
    private void run(Breakage breakage, String bootstrapServers, JobTopics topics)
            throws Exception {
        try (var flink = LocalFlink.start(folder, 1, 0, new Configuration())) {
            StreamExecutionEnvironment env = flink.environment();
            env.setParallelism(1);
            RecommendJob.define(
                    env,
                    RecommendSettings.from(
                            Configuration.fromMap(Map.of("scoring.timeout", "30 s"))),
                    new RecommendEndpoints(
                            clicks(bootstrapServers, topics),
                            new BrokenSink(answers(bootstrapServers, topics), breakage),
                            letters(bootstrapServers, topics),
                            new StoredModelSource(
                                    SharedShop.FOLDERS.models().toString(),
                                    SharedShop.PLAN.name(),
                                    StoredModelSource.LATEST)));
            env.execute();
        }
    }

    private static KafkaSource<RawRecord> clicks(String bootstrapServers, JobTopics topics) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topics.clicks())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new RawRecordSchema())
                .build();
    }

    private static KafkaSink<Recommendation> answers(String bootstrapServers, JobTopics topics) {
        return KafkaSink.<Recommendation>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(new RecommendationSerializer(topics.recommendations()))
                .build();
    }

    private static KafkaSink<DeadLetter> letters(String bootstrapServers, JobTopics topics) {
        return KafkaSink.<DeadLetter>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(new DeadLetterSerializer(topics.deadLetters()))
                .build();
    }

    private static Verdict check(EmbeddedBroker broker, JobTopics topics, TrainedShop shop) {
        TensorFlowNatives.load();
        var artefact =
                new FileModelStore(SharedShop.FOLDERS.models())
                        .open(shop.model().name(), shop.model().version());
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            var lists =
                    new ModelLists(
                            scorer, scorer.fallback(), new Recommender(RankingSettings.DEFAULT));
            var checker =
                    new HistoryChecker(
                            new SessionLimits(
                                    50, 100, SessionLimits.DEFAULT.gap(), Integer.MAX_VALUE),
                            false,
                            lists);
            new TopicHistory(
                            broker.bootstrapServers(),
                            topics.clicks(),
                            topics.recommendations(),
                            topics.deadLetters())
                    .feed(checker);
            return checker.verdict();
        }
    }
}
