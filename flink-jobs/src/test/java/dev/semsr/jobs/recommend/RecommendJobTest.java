package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.jobs.scoring.ModelHost;
import dev.semsr.jobs.scoring.ModelHosting;
import dev.semsr.jobs.scoring.ModelLease;
import dev.semsr.jobs.scoring.ModelSource;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole graph, as it runs in production, between ends in memory. */
class RecommendJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private final CollectingSink<Recommendation> recommendations = new CollectingSink<>();
    private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    private int parallelism = 1; // one source subtask, so that records come in the order written
    private final AlphabetScorer scorer = new AlphabetScorer("alphabet/1");
    private final Configuration config =
            new Configuration()
                    .set(RecommendOptions.RANKING_TOP_K, 3)
                    .set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(1))
                    .set(RecommendOptions.SESSION_MAX_RATE, 1000);

    @Test
    void everyClickIsAnsweredFromItsSessionInOrder() throws Exception {
        run(
                new Records()
                        .add(Records.click("e1", "s1", "a"))
                        .add(Records.click("e2", "s2", "g"))
                        .add(Records.click("e3", "s1", "c"))
                        .add(Records.click("e4", "s1", "d")));

        assertThat(answers("s1"))
                .extracting(Recommendation::getClickEventId)
                .containsExactly("e1", "e3", "e4");
        assertThat(answers("s1"))
                .extracting(RecommendJobTest::ids)
                .containsExactly(
                        List.of("b", "c", "d"), List.of("d", "e", "f"), List.of("e", "f", "g"));
        assertThat(answers("s1"))
                .extracting(Recommendation::getSequence)
                .containsExactly(1L, 2L, 3L);
        assertThat(answers("s2"))
                .extracting(RecommendJobTest::ids)
                .containsExactly(List.of("h", "i", "j"));
        assertThat(deadLetters.elements()).isEmpty();
    }

    @Test
    void anAnswerSaysWhereItComesFrom() throws Exception {
        Click click = Records.click("e1", "s1", "a");

        run(new Records().add(click));

        Recommendation answer = recommendations.elements().get(0);
        assertThat(answer.getModelVersion()).isEqualTo("alphabet/1");
        assertThat(answer.getVariant()).isEqualTo("alphabet/test");
        assertThat(answer.getClickTime()).isEqualTo(click.getEventTime());
        assertThat(answer.getProducedTime()).isAfterOrEqualTo(click.getEventTime());
        assertThat(answer.getRecommendationId()).matches("[0-9a-f]{32}");
        assertThat(answer.getItems().get(0))
                .isEqualTo(
                        new RecommendedItem(
                                "b", 9f, Source.MODEL, "text 50 %", 0.5f, null, List.of()));
    }

    @Test
    void badRecordsBecomeDeadLettersAndGoodClicksAreStillAnswered() throws Exception {
        Instant farFuture = Instant.parse("2099-01-01T00:00:00Z");
        run(
                new Records()
                        .add("not avro".getBytes(StandardCharsets.UTF_8))
                        .add(Records.click("e1", "s1", "a"))
                        .add((byte[]) null)
                        .add(Records.click("e2", "", "a"))
                        .add(Records.click("e3", "s1", ""))
                        .add(Records.click("e4", "s1", "a", Instant.EPOCH))
                        .add(Records.click("e5", "s1", "a", farFuture))
                        .add(new byte[2_000_000])
                        .add(Records.click("e6", "s1", "c")));

        assertThat(recommendations.elements())
                .extracting(Recommendation::getClickEventId)
                .containsExactly("e1", "e6");
        assertThat(deadLetters.elements())
                .extracting(letter -> header(letter, DeadLetterHeaders.STAGE))
                .containsExactlyInAnyOrder(
                        "decode",
                        "decode",
                        "validate",
                        "validate",
                        "validate",
                        "validate",
                        "decode");
        assertThat(deadLetters.elements())
                .extracting(letter -> header(letter, DeadLetterHeaders.OFFSET))
                .containsExactlyInAnyOrder("0", "2", "3", "4", "5", "6", "7");
        assertThat(deadLetters.elements()).allMatch(letter -> size(letter) <= 1_000_000);
    }

    @Test
    void unknownItemsGetPopularOnesUntilAKnownOneIsClicked() throws Exception {
        run(new Records().add(Records.click("e1", "s1", "?")).add(Records.click("e2", "s1", "a")));

        assertThat(recommendations.elements().get(0).getItems())
                .extracting(RecommendedItem::getItemId)
                .containsExactly("j", "a", "b");
        assertThat(recommendations.elements().get(0).getItems())
                .allMatch(item -> item.getSource() == Source.POPULAR)
                .allMatch(item -> item.getReason().equals("unknown items"));
        assertThat(recommendations.elements().get(1).getItems())
                .allMatch(item -> item.getSource() == Source.MODEL);
    }

    @Test
    void tenThousandClicksOfOneSessionAreAllAnsweredInOrder() throws Exception {
        config.set(RecommendOptions.SESSION_MAX_RATE, 20);
        Records records = new Records();
        IntStream.range(0, 10_000)
                .forEach(i -> records.add(Records.click("e" + i, "bot", i % 2 == 0 ? "a" : "b")));
        records.add(Records.click("other", "s2", "c"));

        run(records);

        assertThat(answers("bot"))
                .extracting(Recommendation::getSequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10_000).mapToObj(Long::valueOf).toList());
        assertThat(answers("bot"))
                .filteredOn(answer -> reason(answer).equals("rate limit"))
                .hasSizeGreaterThan(5_000);
        assertThat(ids(answers("s2").get(0))).containsExactly("d", "e", "f");
    }

    @Test
    void duplicatesAreSilentAndLateClicksTakeTheirPlace() throws Exception {
        Instant now = Instant.now();
        run(
                new Records()
                        .add(Records.click("e1", "s1", "c", now))
                        .add(Records.click("e1", "s1", "c", now))
                        .add(Records.click("e2", "s1", "a", now.minusSeconds(60))));

        assertThat(recommendations.elements())
                .extracting(Recommendation::getClickEventId)
                .containsExactly("e1", "e2");
        assertThat(ids(recommendations.elements().get(1))).containsExactly("d", "e", "f");
    }

    @Test
    void erasedSessionsGetAnEmptyListAndStartAgain() throws Exception {
        Click erase = Records.click("e2", "s1", "");
        erase.setAction(Action.ERASE);
        run(
                new Records()
                        .add(Records.click("e1", "s1", "a"))
                        .add(erase)
                        .add(Records.click("e3", "s1", "b")));

        assertThat(recommendations.elements())
                .extracting(RecommendJobTest::ids)
                .containsExactly(List.of("b", "c", "d"), List.of(), List.of("c", "d", "e"));
        assertThat(recommendations.elements().get(2).getSequence()).isEqualTo(1);
    }

    @Test
    void withoutAModelClicksAreAnsweredWithoutItems() throws Exception {
        RecommendEndpoints ends =
                new RecommendEndpoints(
                        new Records().add(Records.click("e1", "s1", "a")).source(),
                        recommendations,
                        deadLetters,
                        TestModels.source(
                                () -> {
                                    throw new IllegalStateException("the store is empty");
                                }));
        execute(ends);

        Recommendation answer = recommendations.elements().get(0);
        assertThat(answer.getItems()).isEmpty();
        assertThat(answer.getModelVersion()).isEqualTo("none");
    }

    @Test
    void aDeviceThatFailsIsAnsweredForByPopularItems() throws Exception {
        scorer.failWith(new IllegalStateException("device lost"));

        run(new Records().add(Records.click("e1", "s1", "b")));

        assertThat(ids(recommendations.elements().get(0))).containsExactly("j", "a");
        assertThat(reason(recommendations.elements().get(0))).isEqualTo("device error");
    }

    @Test
    void allSlotsShareOneModelWhichIsClosedWithItsLastUser() throws Exception {
        parallelism = 2;
        AtomicInteger loads = new AtomicInteger();
        Records records = new Records();
        IntStream.range(0, 100).forEach(i -> records.add(Records.click("e" + i, "s" + i, "a")));

        ModelSource model =
                TestModels.source(
                        () -> {
                            loads.incrementAndGet();
                            return TestModels.model(scorer);
                        });

        try (ModelLease lease =
                ModelHost.acquire(
                        new ModelHosting(model, RecommendSettings.from(config).batching()))) {
            lease.awaitFirstAttempt();
            execute(new RecommendEndpoints(records.source(), recommendations, deadLetters, model));
            assertThat(scorer.closed()).isZero();
        }

        assertThat(recommendations.elements())
                .hasSize(100)
                .extracting(RecommendJobTest::ids)
                .containsOnly(List.of("b", "c", "d"));
        assertThat(loads).hasValue(1);
        assertThat(scorer.closed()).isEqualTo(1);
    }

    private void run(Records records) throws Exception {
        execute(
                new RecommendEndpoints(
                        records.source(),
                        recommendations,
                        deadLetters,
                        TestModels.source(() -> TestModels.model(scorer))));
    }

    private void execute(RecommendEndpoints ends) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobDefaults.apply(env, config);
        env.setParallelism(parallelism);
        RecommendJob.define(env, RecommendSettings.from(config), ends);
        env.execute("test");
    }

    private List<Recommendation> answers(String sessionId) {
        return recommendations.elements().stream()
                .filter(answer -> answer.getSessionId().equals(sessionId))
                .toList();
    }

    private static List<String> ids(Recommendation answer) {
        return answer.getItems().stream().map(RecommendedItem::getItemId).toList();
    }

    private static String reason(Recommendation answer) {
        return answer.getItems().get(0).getReason();
    }

    private static String header(DeadLetter letter, String name) {
        Map<String, String> headers =
                letter.headers().stream()
                        .collect(
                                Collectors.toMap(
                                        header -> header.name(),
                                        header ->
                                                new String(
                                                        header.value(), StandardCharsets.UTF_8)));
        return headers.get(name);
    }

    private static int size(DeadLetter letter) {
        return letter.value() == null ? 0 : letter.value().length;
    }
}
