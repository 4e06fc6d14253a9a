package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.Requests;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.jobs.testing.TestRollouts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function in the asynchronous operator that runs it. */
class ShadowFunctionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int CAPACITY = 4;

    private final TestRollouts rollouts = new TestRollouts();
    private final Map<String, AlphabetScorer> scorers = new ConcurrentHashMap<>();
    private final ModelHosting hosting =
            new ModelHosting(
                    TestModels.versions(
                            version -> {
                                scorers.put(version, new AlphabetScorer("alphabet/" + version));
                                return TestModels.model(scorers.get(version));
                            }),
                    rollouts.channel(),
                    new BatchingSettings(2, 64, 3, Duration.ofMillis(5)));
    private ModelLease lease;

    @BeforeEach
    void loadTheVersions() throws InterruptedException {
        rollouts.issue(List.of(VersionShare.of("main", 1), VersionShare.shadow("s")), List.of());
        lease = ModelHost.acquire(hosting);
        lease.awaitFirstAttempt();
    }

    @AfterEach
    void free() {
        scorers.values().forEach(scorer -> scorer.release(10_000));
        lease.close();
    }

    @Test
    void whatTheShadowSaysComesOut() throws Exception {
        try (var harness = opened()) {
            send(harness, "a");
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(scored -> scored.answer().modelVersion())
                    .containsExactly("alphabet/s");
        }
    }

    @Test
    void aShadowThatHangsHoldsUpNobodyHoweverManyClicksCome() throws Exception {
        AlphabetScorer shadow = scorers.get("s");
        int before = shadow.entered();
        shadow.hold();
        try (var harness = opened()) {
            harness.setProcessingTime(0);
            for (int i = 0; i < 1_000; i++) {
                send(harness, "a"); // would wait here for ever if the operator were full
            }
            assertThat(harness.extractOutputValues()).isEmpty();
            Await.until(() -> shadow.entered() > before);
            harness.setProcessingTime(TIMEOUT.toMillis() + 1);
            for (int i = 0; i < 1_000; i++) {
                send(harness, "a");
            }
            shadow.release(10_000);
            harness.endInput();

            assertThat(harness.extractOutputValues()).hasSizeLessThanOrEqualTo(CAPACITY);
        }
        assertThat(scorers.get("main").batches()).hasSize(1); // its warm-up
    }

    @Test
    void aShadowThatFailsSaysNothing() throws Exception {
        scorers.get("s").failWith(new IllegalStateException("out of memory"));
        try (var harness = opened()) {
            send(harness, "a");
            harness.endInput();

            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    private OneInputStreamOperatorTestHarness<ScoringRequest, ScoredRequest> opened()
            throws Exception {
        var type = new AvroTypeInfo<>(ScoringRequest.class);
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<ScoringRequest, ScoredRequest>(
                                new ShadowFunction(hosting, TIMEOUT, CAPACITY),
                                TIMEOUT.toMillis(),
                                2 * CAPACITY,
                                AsyncDataStream.OutputMode.UNORDERED),
                        type.createSerializer(new SerializerConfigImpl()));
        harness.open();
        return harness;
    }

    private static void send(
            OneInputStreamOperatorTestHarness<ScoringRequest, ?> harness, String item)
            throws Exception {
        harness.processElement(new StreamRecord<>(Requests.of("s1", "main", item)));
    }
}
