package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.ranking.Candidate;
import dev.semsr.core.scoring.Recommender;
import dev.semsr.core.scoring.Scorer;
import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.scoring.LoadedModel;
import dev.semsr.jobs.scoring.StoredModelSource;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.model.network.Backbone;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job with a real model from a store, on the device. */
class RecommendOnDeviceTest {

    private static final int SESSIONS = 20;
    private static final int CLICKS = 5;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private static Path store;

    private final Configuration config =
            new Configuration()
                    .set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(1))
                    .set(RecommendOptions.SESSION_MAX_RATE, 1_000);

    @BeforeAll
    static void publish() {
        StoredModels.write(store, "shop", "1");
    }

    @Test
    void theJobAnswersAsTheModelDoesOutsideOfIt() throws Exception {
        StoredModelSource source = new StoredModelSource(store.toString(), "shop", "latest");
        Map<String, List<String>> expected = expected(source);

        assertThat(answers(source)).isEqualTo(expected);
    }

    @Test
    void everyItemNamesTheClickWithTheLargestProductOfAttentionAndLikeness() throws Exception {
        StoredModelSource source = new StoredModelSource(store.toString(), "shop", "latest");
        config.set(RecommendOptions.RANKING_EXPLAIN, true);

        List<Named> named = named(source);

        assertThat(named).hasSizeGreaterThan(SESSIONS * CLICKS);
        assertThat(named)
                .allSatisfy(item -> assertThat(item.answers()).isEqualTo(item.byAttention()));
        assertThat(named)
                .as("attention tells something that likeness does not")
                .anyMatch(item -> !item.closest().equals(item.answers()));
    }

    @Test
    void everyItemOfANetworkWithoutAttentionNamesTheClosestClick() throws Exception {
        StoredModels.write(store, "recurrent", "1", Backbone.GRU4REC);
        StoredModelSource source = new StoredModelSource(store.toString(), "recurrent", "latest");
        config.set(RecommendOptions.RANKING_EXPLAIN, true);

        assertThat(named(source))
                .hasSizeGreaterThan(SESSIONS * CLICKS)
                .allSatisfy(item -> assertThat(item.answers()).isEqualTo(item.closest()));
    }

    /**
     * A recommended item.
     *
     * @param answers the clicked item that the job names
     * @param byAttention the one with the largest product of attention and likeness; null if all
     *     are 0
     * @param closest the one that it is most like
     */
    private record Named(String answers, String byAttention, String closest) {}

    private List<Named> named(StoredModelSource source) throws Exception {
        List<Recommendation> answers = recommendations(source);
        try (LoadedModel model = source.load()) {
            Map<String, float[]> vectors = model.scorer().vectors(model.scorer().items());
            return answers.stream()
                    .flatMap(answer -> named(answer, model.scorer(), vectors))
                    .toList();
        }
    }

    private static Stream<Named> named(
            Recommendation answer, Scorer scorer, Map<String, float[]> vectors) {
        Map<String, Double> attention = scorer.attention(session(answer));
        return answer.getItems().stream()
                .map(
                        item -> {
                            Map<String, Double> likeness = new HashMap<>();
                            Map<String, Double> products = new HashMap<>();
                            for (String clicked : session(answer)) {
                                double cosine =
                                        product(
                                                vectors.get(item.getItemId()),
                                                vectors.get(clicked));
                                double share = attention.getOrDefault(clicked, 0.0);
                                likeness.put(clicked, cosine);
                                products.put(clicked, share * Math.max(0, cosine));
                            }
                            String best = largest(products);
                            return new Named(
                                    item.getAnswersItem(),
                                    products.get(best) > 0 ? best : null,
                                    largest(likeness));
                        });
    }

    /** The items that were clicked up to the answered click, whose event is "eSESSION-CLICK". */
    private static List<String> session(Recommendation answer) {
        String[] event = answer.getClickEventId().substring(1).split("-");
        return IntStream.rangeClosed(0, Integer.parseInt(event[1]))
                .mapToObj(click -> item(Integer.parseInt(event[0]), click))
                .toList();
    }

    private static double product(float[] u, float[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    private static String largest(Map<String, Double> values) {
        return Collections.max(values.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    @Test
    void aStoreWithoutTheModelIsRefusedAtStart() {
        assertThatThrownBy(() -> prepare(store, "other", false))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("other")
                .hasMessageContaining("semsr train")
                .hasMessageContaining("model.allow-missing");
    }

    @Test
    void aDamagedModelIsRefusedAtStart(@TempDir Path damaged) throws Exception {
        Files.delete(StoredModels.write(damaged, "shop", "1").resolve("items"));

        assertThatThrownBy(() -> prepare(damaged, "shop", false))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("items");
    }

    @Test
    void theJobStartsWithoutAModelIfThatIsAllowed() {
        StreamExecutionEnvironment env = prepare(store, "other", true);

        assertThat(env.getStreamGraph().getStreamNodes()).isNotEmpty();
    }

    private Map<String, List<String>> answers(StoredModelSource source) throws Exception {
        return recommendations(source).stream()
                .collect(
                        Collectors.toMap(
                                Recommendation::getClickEventId,
                                answer ->
                                        answer.getItems().stream()
                                                .map(RecommendedItem::getItemId)
                                                .toList()));
    }

    private List<Recommendation> recommendations(StoredModelSource source) throws Exception {
        CollectingSink<Recommendation> recommendations = new CollectingSink<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobDefaults.apply(env, config);
        env.setParallelism(1);
        RecommendJob.define(
                env,
                RecommendSettings.from(config),
                new RecommendEndpoints(
                        clicks().source(),
                        recommendations,
                        new CollectingSink<DeadLetter>(),
                        source));
        env.execute("test");
        return recommendations.elements();
    }

    private Map<String, List<String>> expected(StoredModelSource source) {
        Recommender recommender = new Recommender(RecommendSettings.from(config).ranking());
        Map<String, List<String>> expected = new HashMap<>();
        try (LoadedModel model = source.load()) {
            for (int session = 0; session < SESSIONS; session++) {
                List<String> prefix = new ArrayList<>();
                for (int click = 0; click < CLICKS; click++) {
                    prefix.add(item(session, click));
                    List<Candidate> list =
                            recommender
                                    .recommend(model.scorer(), model.fallback(), List.of(prefix))
                                    .get(0);
                    expected.put(
                            "e" + session + "-" + click,
                            list.stream().map(Candidate::itemId).toList());
                }
            }
        }
        return expected;
    }

    private static Records clicks() {
        Records records = new Records();
        for (int click = 0; click < CLICKS; click++) {
            for (int session = 0; session < SESSIONS; session++) {
                records.add(
                        Records.click(
                                "e" + session + "-" + click, "s" + session, item(session, click)));
            }
        }
        return records;
    }

    private static String item(int session, int click) {
        return "item-" + (session * 7 + click * 11) % 50;
    }

    private StreamExecutionEnvironment prepare(Path store, String name, boolean allowMissing) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        config.set(RecommendOptions.BOOTSTRAP_SERVERS, "localhost:9092")
                .set(RecommendOptions.MODEL_STORE, store.toString())
                .set(RecommendOptions.MODEL_NAME, name)
                .set(RecommendOptions.MODEL_ALLOW_MISSING, allowMissing);
        RecommendJob.prepare(env, config);
        return env;
    }
}
