package dev.semsr.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.VersionShare;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.jobs.scoring.BatchingSettings;
import dev.semsr.jobs.scoring.ModelHosting;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.Records;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.jobs.testing.TestRollouts;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.VersionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RolloutSessionFunctionTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration RETENTION = Duration.ofMinutes(30);

    private final TestRollouts rollouts = new TestRollouts();
    private final ModelHosting hosting =
            new ModelHosting(
                    TestModels.versions(
                            version ->
                                    TestModels.model(
                                            new AlphabetScorer(
                                                    "alphabet/"
                                                            + Objects.requireNonNullElse(
                                                                    version, "configured")))),
                    rollouts.channel(),
                    new BatchingSettings(4, 64, 3, Duration.ofMillis(5)));

    @Test
    void withoutARolloutRequestsNameNoVersion() throws Exception {
        try (var harness = opened()) {
            arrive(harness, "e1", "s1");

            assertThat(versions(harness)).containsExactly((String) null);
        }
    }

    @Test
    void aGrowingShareLeavesLiveSessionsWhereTheyAre() throws Exception {
        rollouts.issue(shares("new", 10, "old", 90), List.of());
        try (var harness = opened()) {
            IntStream.range(0, 50).forEach(i -> arrive(harness, "e" + i, "s" + i));
            List<String> before = versions(harness);
            assertThat(before).contains("old", "new");

            follow(harness, rollouts.issue(shares("new", 99, "old", 1), List.of()));
            harness.getOutput().clear();
            IntStream.range(0, 50).forEach(i -> arrive(harness, "f" + i, "s" + i));

            assertThat(versions(harness)).isEqualTo(before);
        }
    }

    @Test
    void whenTheOldVersionLeavesItsSessionsMove() throws Exception {
        rollouts.issue("old");
        try (var harness = opened()) {
            arrive(harness, "e1", "s1");
            follow(harness, rollouts.issue("new"));
            arrive(harness, "e2", "s1");

            assertThat(versions(harness)).containsExactly("old", "new");
            assertThat(harness.extractOutputValues().get(1).getSequence()).isEqualTo(2);
        }
    }

    @Test
    void aClickWithoutConsentHasAVersionToo() throws Exception {
        rollouts.issue("new");
        try (var harness = opened()) {
            Click click = click("e1", "s1");
            click.setConsent(false);
            harness.processElement1(new StreamRecord<>(click));

            assertThat(versions(harness)).containsExactly("new");
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aSavepointOfAJobWithoutRolloutsGoesOnWithThem() throws Exception {
        OperatorSubtaskState savepoint;
        try (var before = withoutRollouts()) {
            before.open();
            before.setProcessingTime(START.toEpochMilli());
            before.processElement(new StreamRecord<>(click("e1", "s1")));
            savepoint = before.snapshot(1, 1);
        }
        rollouts.issue("new");
        try (var harness = harness()) {
            harness.initializeState(savepoint);
            harness.open();
            harness.setProcessingTime(START.plusSeconds(60).toEpochMilli());
            arrive(harness, "e1", "s1");
            arrive(harness, "e2", "s1");

            assertThat(harness.extractOutputValues())
                    .extracting(ScoringRequest::getSequence)
                    .containsExactly(2L);
            assertThat(versions(harness)).containsExactly("new");
            harness.setProcessingTime(START.plus(RETENTION.multipliedBy(2)).toEpochMilli());
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aSavepointOfAJobWithRolloutsKeepsTheVersionsAndGoesOnWithoutThem() throws Exception {
        rollouts.issue(shares("new", 50, "old", 50), List.of());
        OperatorSubtaskState savepoint;
        List<String> before;
        try (var harness = opened()) {
            IntStream.range(0, 20).forEach(i -> arrive(harness, "e" + i, "s" + i));
            before = versions(harness);
            savepoint = harness.snapshot(1, 1);
        }
        rollouts.issue(shares("new", 1, "old", 99), List.of());
        try (var restored = harness()) {
            restored.initializeState(savepoint);
            restored.open();
            restored.setProcessingTime(START.plusSeconds(60).toEpochMilli());
            IntStream.range(0, 20).forEach(i -> arrive(restored, "f" + i, "s" + i));

            assertThat(versions(restored)).isEqualTo(before);
        }
        try (var plain = withoutRollouts()) {
            plain.initializeState(savepoint);
            plain.open();
            plain.setProcessingTime(START.plusSeconds(60).toEpochMilli());
            plain.processElement(new StreamRecord<>(click("f0", "s0")));

            assertThat(plain.extractOutputValues())
                    .extracting(ScoringRequest::getSequence, ScoringRequest::getVersion)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, null));
        }
    }

    private void follow(Harness harness, IssuedRollout rollout) throws Exception {
        int before = rollouts.reports().size();
        harness.processElement2(new StreamRecord<>(rollout));
        Instant issued = rollout.order().issuedAt();
        Await.until(
                () ->
                        rollouts.reports().stream()
                                .skip(before)
                                .anyMatch(
                                        r ->
                                                r.getState() == VersionState.READY
                                                        && r.getRolloutIssuedAt().equals(issued)));
    }

    private static void arrive(Harness harness, String eventId, String sessionId) {
        try {
            harness.processElement1(new StreamRecord<>(click(eventId, sessionId)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Click click(String eventId, String sessionId) {
        return Records.click(eventId, sessionId, "a", START);
    }

    private static List<String> versions(Harness harness) {
        return harness.extractOutputValues().stream().map(ScoringRequest::getVersion).toList();
    }

    private static List<VersionShare> shares(String one, double a, String other, double b) {
        return List.of(VersionShare.of(one, a), VersionShare.of(other, b));
    }

    private Harness opened() throws Exception {
        Harness harness = harness();
        harness.open();
        harness.setProcessingTime(START.toEpochMilli());
        return harness;
    }

    private Harness harness() throws Exception {
        return new Harness(new RolloutSessionFunction(SessionLimits.DEFAULT, RETENTION, hosting));
    }

    private static final class Harness
            extends KeyedTwoInputStreamOperatorTestHarness<
                    String, Click, IssuedRollout, ScoringRequest> {

        private Harness(RolloutSessionFunction function) throws Exception {
            super(
                    new CoBroadcastWithKeyedOperator<>(
                            function, List.of(RolloutSessionFunction.BROADCAST_STATE)),
                    Click::getSessionId,
                    rollout -> "",
                    Types.STRING);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Click, ScoringRequest>
            withoutRollouts() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SessionFunction(SessionLimits.DEFAULT, RETENTION)),
                Click::getSessionId,
                Types.STRING);
    }
}
