package dev.semsr.jobs.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.semsr.core.rollout.VersionAssignment;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.CollectingSink;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.jobs.testing.TestRollouts;
import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The graph of a job that follows rollouts, between ends in memory. */
class RolloutJobTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final SingleObjectCodec<ModelRollout> CODEC =
            SingleObjectCodec.of(ModelRollout.class);

    private final CollectingSink<Recommendation> recommendations = new CollectingSink<>();
    private final CollectingSink<Recommendation> shadow = new CollectingSink<>();
    private final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    private final TestRollouts rollouts = new TestRollouts();
    private final Configuration config =
            new Configuration()
                    .set(RecommendOptions.RANKING_TOP_K, 3)
                    .set(RecommendOptions.SCORING_TIMEOUT, Duration.ofMinutes(1));

    @Test
    void eachSessionIsAnsweredByItsVersionFromTheFirstClickOn() throws Exception {
        IssuedRollout rollout =
                rollouts.issue(
                        List.of(VersionShare.of("new", 50), VersionShare.of("old", 50)), List.of());
        Records clicks = new Records();
        for (int i = 0; i < 60; i++) {
            clicks.add(Records.click("e" + i, "s" + i % 30, "a"));
        }

        run(clicks, new Records().add(CODEC.encode(rollout.rollout())));

        assertThat(recommendations.elements())
                .hasSize(60)
                .allSatisfy(
                        answer ->
                                assertThat(answer.getModelVersion())
                                        .isEqualTo(
                                                "alphabet/"
                                                        + VersionAssignment.assign(
                                                                rollout.order(),
                                                                answer.getSessionId(),
                                                                null)));
        assertThat(recommendations.elements())
                .extracting(Recommendation::getModelVersion)
                .contains("alphabet/new", "alphabet/old");
    }

    @Test
    void recordsThatAreNoRolloutBecomeDeadLettersAndThoseOfOtherModelsAreLeftOut()
            throws Exception {
        rollouts.issue("new");
        ModelRollout nobody = rollouts.issue("never").rollout();
        nobody.setVersions(List.of());
        ModelRollout other = rollouts.issue("never").rollout();
        other.setScope("other");
        rollouts.issue("new");

        run(
                new Records().add(Records.click("e1", "s1", "a")),
                new Records()
                        .add("not avro".getBytes(StandardCharsets.UTF_8))
                        .add(CODEC.encode(nobody))
                        .add((byte[]) null)
                        .add(CODEC.encode(other)));

        assertThat(deadLetters.elements()).hasSize(2);
        assertThat(recommendations.elements())
                .extracting(Recommendation::getModelVersion)
                .containsExactly("alphabet/new");
    }

    @Test
    void aShadowScoresAlongAndAnswersNobody() throws Exception {
        rollouts.issue(
                List.of(VersionShare.of("new", 1), VersionShare.shadow("shadow")), List.of());

        run(
                new Records()
                        .add(Records.click("e1", "s1", "a"))
                        .add(Records.click("e2", "s1", "c")),
                new Records().add("no rollout".getBytes(StandardCharsets.UTF_8)));

        assertThat(recommendations.elements())
                .extracting(Recommendation::getModelVersion)
                .containsExactly("alphabet/new", "alphabet/new");
        assertThat(shadow.elements())
                .extracting(Recommendation::getModelVersion, Recommendation::getClickEventId)
                .containsExactlyInAnyOrder(
                        tuple("alphabet/shadow", "e1"), tuple("alphabet/shadow", "e2"));
        assertThat(shadow.elements()).allMatch(list -> list.getItems().size() == 3);
    }

    private void run(Records clicks, Records records) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobDefaults.apply(env, config);
        env.setParallelism(2);
        RecommendJob.define(
                env,
                RecommendSettings.from(config),
                new RecommendEndpoints(
                        clicks.source(),
                        recommendations,
                        deadLetters,
                        TestModels.versions(
                                version ->
                                        TestModels.model(
                                                new AlphabetScorer("alphabet/" + version))),
                        new RolloutEnds(
                                TestRollouts.SCOPE,
                                records.source(),
                                rollouts.channel(),
                                shadow,
                                16)));
        env.execute("test");
    }
}
