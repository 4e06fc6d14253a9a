package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import dev.semsr.jobs.testing.AlphabetScorer;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.TestModels;
import dev.semsr.schemas.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The function in the asynchronous operator that runs it. */
class ScoringFunctionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AlphabetScorer scorer = new AlphabetScorer("1");
    private final ModelSource source = TestModels.source(() -> TestModels.model(scorer));

    @Test
    void answersComeInTheOrderOfTheRequests() throws Exception {
        try (var harness = opened()) {
            scorer.hold();
            send(harness, request("e1", ScoringPath.MODEL, "a"));
            send(harness, request("e2", ScoringPath.EMPTY));
            send(harness, request("e3", ScoringPath.RATE_LIMITED, "b"));
            send(harness, request("e4", ScoringPath.MODEL, "c"));
            assertThat(harness.extractOutputValues()).isEmpty();
            scorer.release(100);
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(scored -> scored.request().getClickEventId())
                    .containsExactly("e1", "e2", "e3", "e4");
        }
    }

    /** Another parallelism would hand what is under way to any subtask, and lose the order. */
    @Test
    void nothingIsUnderWayInACheckpoint() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = opened()) {
            scorer.hold();
            send(harness, request("e1", ScoringPath.MODEL, "a"));
            send(harness, request("e2", ScoringPath.MODEL, "b"));
            scorer.release(100);
            harness.prepareSnapshotPreBarrier(1);

            assertThat(harness.extractOutputValues())
                    .extracting(scored -> scored.request().getClickEventId())
                    .containsExactly("e1", "e2");
            snapshot = harness.snapshot(1, 1);
        }
        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            restored.endInput();

            assertThat(restored.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void eachPathHasItsOwnAnswer() throws Exception {
        try (var harness = opened()) {
            send(harness, request("e1", ScoringPath.MODEL, "a"));
            send(harness, request("e2", ScoringPath.RATE_LIMITED, "a"));
            send(harness, request("e3", ScoringPath.EMPTY));
            send(harness, request("e4", ScoringPath.OVERLOADED, "a"));
            harness.endInput();

            List<ScoredRequest> scored = harness.extractOutputValues();
            assertThat(scored.get(0).answer().fallback()).isNull();
            assertThat(scored.get(1).answer().fallback()).isEqualTo(FallbackReason.RATE_LIMIT);
            assertThat(scored.get(1).answer().candidates())
                    .extracting(Candidate::itemId)
                    .containsExactly("j", "a", "b");
            assertThat(scored.get(3).answer().fallback()).isEqualTo(FallbackReason.OVERLOAD);
            assertThat(scored.get(2).answer().candidates()).isEmpty();
            assertThat(scored.get(2).answer().modelVersion()).isEqualTo("1");
            assertThat(scorer.batches()).containsExactly(1);
        }
    }

    @Test
    void aDeviceThatHangsIsAnsweredForByPopularItemsAfterTheTimeout() throws Exception {
        try (var harness = opened()) {
            harness.setProcessingTime(0);
            scorer.hold();
            send(harness, request("e1", ScoringPath.MODEL, "a"));
            harness.setProcessingTime(TIMEOUT.toMillis() + 1);
            harness.endInput();

            Answer answer = harness.extractOutputValues().get(0).answer();
            assertThat(answer.fallback()).isEqualTo(FallbackReason.TIMEOUT);
            assertThat(answer.candidates()).extracting(Candidate::reason).containsOnly("timeout");
            scorer.release(100);
        }
    }

    @Test
    void aKnownItemIsAnsweredForByCoVisitsAndAnUnknownOneByPopularItems() throws Exception {
        ModelSource coVisits = TestModels.source(() -> TestModels.modelWithCoVisits(scorer));
        try (var harness = harness(coVisits)) {
            harness.open();
            harness.setProcessingTime(0);
            scorer.hold();
            send(harness, request("e1", ScoringPath.MODEL, "a", "e"));
            send(harness, request("e2", ScoringPath.MODEL, "?"));
            send(harness, request("e3", ScoringPath.RATE_LIMITED, "e"));
            harness.setProcessingTime(TIMEOUT.toMillis() + 1);
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(scored -> scored.answer().candidates().get(0))
                    .containsExactly(
                            new Candidate("h", 2, Source.CO_VISIT, "timeout"),
                            new Candidate("j", 30, Source.POPULAR, "timeout"),
                            new Candidate("h", 2, Source.CO_VISIT, "rate limit"));
            scorer.release(100);
        }
    }

    @Test
    void aDeviceThatFailsIsAnsweredForByCoVisitsFilledUpWithPopularItems() throws Exception {
        ModelSource coVisits = TestModels.source(() -> TestModels.modelWithCoVisits(scorer));
        scorer.failWith(new IllegalStateException("the device is gone"));
        try (var harness = harness(coVisits)) {
            harness.open();
            send(harness, request("e1", ScoringPath.MODEL, "e"));
            harness.endInput();

            assertThat(harness.extractOutputValues().get(0).answer().candidates())
                    .extracting(Candidate::source)
                    .containsExactly(
                            Source.CO_VISIT, Source.POPULAR, Source.POPULAR, Source.POPULAR);
        }
    }

    @Test
    void itSaysWhetherTheModelKnowsTheClickedItem() throws Exception {
        try (var harness = opened()) {
            send(harness, request("e1", ScoringPath.MODEL, "a"));
            send(harness, request("e2", ScoringPath.MODEL, "?"));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .extracting(ScoredRequest::knownItem)
                    .containsExactly(true, false);
        }
    }

    @Test
    void requestsInFlightAreAskedAgainAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = opened()) {
            scorer.hold();
            send(harness, request("e1", ScoringPath.MODEL, "a"));
            send(harness, request("e2", ScoringPath.MODEL, "b"));
            snapshot = harness.snapshot(1, 1);
            scorer.release(100);
        }

        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            restored.endInput();

            assertThat(restored.extractOutputValues())
                    .extracting(scored -> scored.request().getClickEventId())
                    .containsExactly("e1", "e2");
        }
    }

    @Test
    void theModelIsClosedWithTheOperator() throws Exception {
        opened().close();

        Await.until(() -> scorer.closed() == 1);
    }

    private OneInputStreamOperatorTestHarness<ScoringRequest, ScoredRequest> opened()
            throws Exception {
        var harness = harness();
        harness.open();
        return harness;
    }

    private OneInputStreamOperatorTestHarness<ScoringRequest, ScoredRequest> harness()
            throws Exception {
        return harness(source);
    }

    private static OneInputStreamOperatorTestHarness<ScoringRequest, ScoredRequest> harness(
            ModelSource source) throws Exception {
        BatchingSettings settings = new BatchingSettings(64, 64, 3, Duration.ofSeconds(5));
        var type = new AvroTypeInfo<>(ScoringRequest.class);
        return new OneInputStreamOperatorTestHarness<>(
                new DrainedAsyncOperatorFactory<>(
                        new ScoringFunction(new ModelHosting(source, settings), TIMEOUT),
                        TIMEOUT.toMillis(),
                        16),
                type.createSerializer(new SerializerConfigImpl()));
    }

    private static void send(
            OneInputStreamOperatorTestHarness<ScoringRequest, ?> harness, ScoringRequest request)
            throws Exception {
        harness.processElement(new StreamRecord<>(request));
    }

    private static ScoringRequest request(String eventId, ScoringPath path, String... items) {
        return new ScoringRequest(
                "s1",
                eventId,
                items.length == 0 ? "" : items[items.length - 1],
                Instant.EPOCH,
                1L,
                List.of(items),
                path,
                List.of(),
                null,
                null,
                null);
    }
}
