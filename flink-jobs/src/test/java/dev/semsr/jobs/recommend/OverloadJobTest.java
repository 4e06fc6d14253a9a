package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.StampedSource;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole graph behind a backlog: how old a click is follows from its record's time stamp. */
class OverloadJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static final int BACKLOG = 50;
    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofHours(1));

    /** Ahead of the clock: however slow this machine is, such a click is young. */
    private static final Instant YOUNG = Instant.now().plus(Duration.ofHours(1));

    private final CollectingSink<Recommendation> recommendations = new CollectingSink<>();
    private final AlphabetScorer scorer = new AlphabetScorer("alphabet/1");
    private final Records records = new Records();
    private final List<Instant> arrivals = new ArrayList<>();
    private final Configuration config =
            new Configuration()
                    .set(RecommendOptions.RANKING_TOP_K, 3)
                    .set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(5));

    /** The model never answers, and nobody waits for it. */
    @Test
    void aBacklogBeforeAScorerThatIsTooSlowIsAnsweredByTheFallbackThatSaysSo() throws Exception {
        config.set(RecommendOptions.SCORING_OVERLOAD_AFTER, Duration.ofMinutes(1));
        config.set(RecommendOptions.SCORING_TIMEOUT, Duration.ofSeconds(1));
        scorer.hold();
        backlog();

        JobClient job = start();
        try {
            Await.until(() -> recommendations.elements().size() == BACKLOG);

            assertThat(recommendations.elements()).noneMatch(answer -> answer.getItems().isEmpty());
            assertThat(reasons()).containsOnly("overload");
            assertThat(sources()).doesNotContain(Source.MODEL);
            assertThat(scorer.entered()).isZero();
        } finally {
            end(job);
        }
    }

    @Test
    void behindTheBacklogTheModelAnswersAgain() throws Exception {
        config.set(RecommendOptions.SCORING_OVERLOAD_AFTER, Duration.ofMinutes(1));
        backlog();
        add("young", YOUNG);

        end(start());

        List<Recommendation> answers = recommendations.elements();
        assertThat(answers).hasSize(BACKLOG + 1);
        assertThat(sources(answers.subList(0, BACKLOG))).doesNotContain(Source.MODEL);
        assertThat(sources(answers.subList(BACKLOG, BACKLOG + 1))).containsOnly(Source.MODEL);
    }

    @Test
    void withoutTheOptionClicksWaitForTheModelHoweverOldTheyAre() throws Exception {
        scorer.hold();
        backlog();

        JobClient job = start();
        try {
            Await.until(() -> scorer.entered() > 0);

            assertThat(recommendations.elements()).isEmpty();
        } finally {
            end(job);
        }
        assertThat(recommendations.elements()).hasSize(BACKLOG);
        assertThat(sources()).containsOnly(Source.MODEL);
    }

    private void backlog() {
        for (int i = 0; i < BACKLOG; i++) {
            add("old-" + i, LONG_AGO);
        }
    }

    private void add(String event, Instant arrival) {
        records.add(Records.click(event, "session-of-" + event, "a"));
        arrivals.add(arrival);
    }

    private JobClient start() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobDefaults.apply(env, config);
        env.setParallelism(1);
        RecommendJob.define(
                env,
                RecommendSettings.from(config),
                new RecommendEndpoints(
                        new StampedSource(records, arrivals),
                        recommendations,
                        new CollectingSink<DeadLetter>(),
                        TestModels.source(() -> TestModels.model(scorer))));
        return env.executeAsync("test");
    }

    /** Lets the model answer what still waits for it. */
    private void end(JobClient job) throws Exception {
        scorer.release(BACKLOG + 1);
        var unused = job.getJobExecutionResult().get();
    }

    private List<String> reasons() {
        return recommendations.elements().stream()
                .flatMap(answer -> answer.getItems().stream())
                .map(RecommendedItem::getReason)
                .toList();
    }

    private List<Source> sources() {
        return sources(recommendations.elements());
    }

    private static List<Source> sources(List<Recommendation> answers) {
        return answers.stream()
                .flatMap(answer -> answer.getItems().stream())
                .map(RecommendedItem::getSource)
                .toList();
    }
}
