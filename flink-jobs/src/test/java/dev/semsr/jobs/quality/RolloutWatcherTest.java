package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.quality.Judgement;
import dev.semsr.core.quality.RollbackRule;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.RolloutOrder;
import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.rollout.IssuedRollout;
import dev.semsr.schemas.ModelRollout;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State of the watch. When a version is worse is in RollbackRuleTest and RolloutWatchTest. */
class RolloutWatcherTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final RollbackRule RULE = new RollbackRule(0.02, 0.99, 20);

    private final Rollout first =
            new Rollout("shop", List.of(VersionShare.of("v1", 100)), List.of(), START, null);
    private final Rollout half = RolloutOrder.share(first, "v2", 50, START, null);

    private KeyedTwoInputStreamOperatorTestHarness<String, Judgement, IssuedRollout, ModelRollout>
            harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
        harness.setProcessingTime(START.plusSeconds(60).toEpochMilli());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aBadVersionIsTakenBackOnceWhateverFollows() throws Exception {
        rollout(1, first);
        rollout(2, half);
        clicks(harness, 40);
        assertThat(orders()).isEmpty();

        clicks(harness, 200);

        assertThat(orders()).hasSize(1);
        Rollout back = Rollout.of(orders().get(0));
        assertThat(back.versions()).containsExactly(VersionShare.of("v1", 100));
        assertThat(back.issuedAt()).isEqualTo(START.plusSeconds(60));

        rollout(3, back);
        clicks(harness, 500);
        assertThat(orders()).hasSize(1);
    }

    @Test
    void clicksFromBeforeTheRolloutDoNotCount() throws Exception {
        rollout(1, first);
        for (int i = 0; i < 1000; i++) {
            judged(harness, "shop/v1", true);
        }
        rollout(2, half);
        for (int i = 0; i < 100; i++) {
            judged(harness, "shop/v2", false);
        }

        assertThat(orders()).isEmpty();
    }

    @Test
    void versionsThatTakeNoPartAndModelsWithoutARolloutAreNotCounted() throws Exception {
        judged(harness, "shop/v1", true);
        rollout(1, half);
        judged(harness, "shop/v9", false);
        judged(harness, "other/v2", false);
        judged(harness, "none", false);

        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    }

    @Test
    void countsSurviveARestore() throws Exception {
        rollout(1, half);
        clicks(harness, 40);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);

        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            int further = 0;
            while (restored.extractOutputValues().isEmpty() && further < 1000) {
                clicks(restored, 1);
                further++;
            }
            int afresh = 0;
            while (orders().isEmpty() && afresh < 1000) {
                clicks(harness, 1);
                afresh++;
            }
            assertThat(further).isEqualTo(afresh).isPositive();
        }
    }

    private void rollout(long offset, Rollout rollout) throws Exception {
        harness.processElement2(new StreamRecord<>(new IssuedRollout(offset, rollout.toRecord())));
    }

    /** So many clicks on lists of each version: the old one finds a quarter, the new one none. */
    private static void clicks(
            KeyedTwoInputStreamOperatorTestHarness<String, Judgement, IssuedRollout, ModelRollout>
                    harness,
            int clicks)
            throws Exception {
        for (int i = 0; i < clicks; i++) {
            judged(harness, "shop/v1", i % 4 == 0);
            judged(harness, "shop/v2", false);
        }
    }

    private static void judged(
            KeyedTwoInputStreamOperatorTestHarness<String, Judgement, IssuedRollout, ModelRollout>
                    harness,
            String version,
            boolean hit)
            throws Exception {
        harness.processElement1(
                new StreamRecord<>(
                        new Judgement(version, "base/niser", "MODEL", "a", hit ? 3 : 0, false)));
    }

    private List<ModelRollout> orders() {
        return harness.extractOutputValues();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, Judgement, IssuedRollout, ModelRollout>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new RolloutWatcher(RULE)),
                RolloutWatcher::scope,
                issued -> issued.rollout().getScope(),
                Types.STRING);
    }
}
