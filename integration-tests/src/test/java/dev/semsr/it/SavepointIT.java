package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.ranking.RankingSettings;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.it.cluster.FlinkCluster;
import dev.semsr.it.cluster.JobJar;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.jobs.recommend.RecommendJob;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.device.TensorFlowNatives;
import dev.semsr.schemas.Recommendation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** In a cluster of several processes, a session outlives the job that began it. */
@ExtendWith({SharedBroker.class, SharedShop.class})
class SavepointIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir private Path folder;

    @Test
    void sessionGoesOnAfterTheJobWasStoppedAndStartedFromItsSavepoint(
            EmbeddedBroker broker, TrainedShop shop) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        List<String> items = shop.knownItems().subList(0, 4);
        try (var cluster = FlinkCluster.start(folder);
                var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            String first = run(cluster, List.of(), broker, topics);
            for (int number = 1; number <= 3; number++) {
                sender.send(click("s", "e" + number, items.get(number - 1)).build());
                assertThat(answers.await("e" + number, LIMIT).getSequence()).isEqualTo(number);
            }

            String savepoint = cluster.stopWithSavepoint(first);
            assertThat(cluster.state(first)).isEqualTo("FINISHED");
            sender.send(click("s", "e4", items.get(3)).build());
            run(cluster, List.of("-s", savepoint), broker, topics);

            Recommendation after = answers.await("e4", LIMIT);
            assertThat(after.getSequence()).isEqualTo(4);
            assertThat(Answers.items(after)).isEqualTo(offline(shop, items));
            assertThat(answers.arrived()).containsExactly("e1", "e2", "e3", "e4");
        }
    }

    private static String run(
            FlinkCluster cluster, List<String> client, EmbeddedBroker broker, JobTopics topics)
            throws Exception {
        Map<String, String> options = new TreeMap<>(topics.options());
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", SharedShop.FOLDERS.models().toString());
        options.put("model.name", SharedShop.PLAN.name());
        options.put("scoring.timeout", "30 s");
        List<String> arguments = new ArrayList<>();
        options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        return cluster.run(JobJar.path(), RecommendJob.class.getName(), client, arguments);
    }

    /** What the model says for these items when it is asked directly. */
    private static List<String> offline(TrainedShop shop, List<String> items) {
        TensorFlowNatives.load();
        var model =
                new FileModelStore(SharedShop.FOLDERS.models())
                        .open(shop.model().name(), shop.model().version());
        try (DeviceScorer scorer = DeviceScorer.load(model)) {
            return new Recommender(new RankingSettings(20, true))
                    .recommend(scorer, scorer.fallback(), List.of(items)).stream()
                            .flatMap(list -> ids(list))
                            .toList();
        }
    }

    private static Stream<String> ids(List<Candidate> list) {
        return list.stream().map(Candidate::itemId);
    }
}
