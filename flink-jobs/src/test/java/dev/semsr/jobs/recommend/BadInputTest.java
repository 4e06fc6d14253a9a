package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.BadInput;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Some hundred kinds of bad input through the whole job, in one run that any restart would fail:
 * each record is answered or a dead letter, once, and good clicks between them are answered.
 */
class BadInputTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final CollectingSink<Recommendation> ANSWERS = new CollectingSink<>();
    private static final CollectingSink<DeadLetter> DEAD_LETTERS = new CollectingSink<>();
    private static final Map<String, byte[]> VALUES = BadInput.values();
    private static final int GOOD_EVERY = 10;

    private static final List<String> EXPECTED_ANSWERS = new ArrayList<>();
    private static final List<String> EXPECTED_DEAD_OFFSETS = new ArrayList<>();

    @BeforeAll
    static void runOnce() throws Exception {
        Records records = new Records();
        for (byte[] value : VALUES.values()) {
            if (records.list().size() % GOOD_EVERY == 0) {
                add(records, Records.bytes(good(records.list().size())));
            }
            add(records, value);
        }
        run(records);
    }

    private static Click good(int number) {
        return Records.click("good-" + number, "good-" + number, "a");
    }

    private static void add(Records records, byte[] value) {
        String offset = Integer.toString(records.list().size());
        records.add(value);
        BadInput.accepted(value)
                .ifPresentOrElse(
                        click -> EXPECTED_ANSWERS.add(click.getEventId()),
                        () -> EXPECTED_DEAD_OFFSETS.add(offset));
    }

    private static void run(Records records) throws Exception {
        Configuration config =
                new Configuration()
                        .set(RestartStrategyOptions.RESTART_STRATEGY, "none")
                        .set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(1));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobDefaults.apply(env, config);
        env.setParallelism(1);
        AlphabetScorer scorer = new AlphabetScorer("alphabet/1");
        RecommendJob.define(
                env,
                RecommendSettings.from(config),
                new RecommendEndpoints(
                        records.source(),
                        ANSWERS,
                        DEAD_LETTERS,
                        TestModels.source(() -> TestModels.model(scorer))));
        env.execute("bad input");
    }

    @Test
    void thereAreSomeHundredKinds() {
        assertThat(VALUES).hasSizeGreaterThan(600);
        assertThat(EXPECTED_DEAD_OFFSETS).hasSizeGreaterThan(400);
        assertThat(EXPECTED_ANSWERS).hasSizeGreaterThan(100);
    }

    @Test
    void noRecordVanishesAndNoneIsAnsweredTwice() {
        assertThat(ANSWERS.elements())
                .extracting(Recommendation::getClickEventId)
                .containsExactlyInAnyOrderElementsOf(EXPECTED_ANSWERS);
        assertThat(DEAD_LETTERS.elements())
                .extracting(letter -> header(letter, DeadLetterHeaders.OFFSET))
                .containsExactlyInAnyOrderElementsOf(EXPECTED_DEAD_OFFSETS);
    }

    @Test
    void everyDeadLetterSaysWhatIsWrong() {
        assertThat(DEAD_LETTERS.elements())
                .allSatisfy(
                        letter -> {
                            assertThat(header(letter, DeadLetterHeaders.STAGE))
                                    .isIn("decode", "validate");
                            assertThat(header(letter, DeadLetterHeaders.EXCEPTION_CLASS))
                                    .startsWith("dev.semsr.");
                            assertThat(header(letter, DeadLetterHeaders.EXCEPTION_MESSAGE))
                                    .hasSizeGreaterThan(20);
                        });
    }

    @Test
    void goodClicksBetweenThemAreAnsweredByTheModel() {
        List<Recommendation> good =
                ANSWERS.elements().stream()
                        .filter(answer -> answer.getClickEventId().startsWith("good-"))
                        .toList();

        assertThat(good).hasSizeGreaterThan(60);
        assertThat(good)
                .allSatisfy(
                        answer -> assertThat(answer.getItems().get(0).getItemId()).isEqualTo("b"));
    }

    private static String header(DeadLetter letter, String name) {
        return letter.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
