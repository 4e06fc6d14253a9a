package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverloadGateTest {

    private static final long NOW = 1_000_000;
    private static final long PATIENCE = 500;

    private OneInputStreamOperatorTestHarness<ScoringRequest, ScoringRequest> harness;

    @BeforeEach
    void open() throws Exception {
        harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new OverloadGate(Duration.ofMillis(PATIENCE))));
        harness.open();
        harness.setProcessingTime(NOW);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aClickThatHasWaitedForTooLongDoesNotGoToTheModel() throws Exception {
        assertThat(pathOf(ScoringPath.MODEL, NOW - PATIENCE - 1)).isEqualTo(ScoringPath.OVERLOADED);
    }

    @Test
    void aYoungClickGoesToTheModel() throws Exception {
        assertThat(pathOf(ScoringPath.MODEL, NOW - PATIENCE)).isEqualTo(ScoringPath.MODEL);
        assertThat(pathOf(ScoringPath.MODEL, NOW + 10_000)).isEqualTo(ScoringPath.MODEL);
    }

    @Test
    void anErasureAndALimitedSessionStayWhatTheyAre() throws Exception {
        assertThat(pathOf(ScoringPath.EMPTY, 0)).isEqualTo(ScoringPath.EMPTY);
        assertThat(pathOf(ScoringPath.RATE_LIMITED, 0)).isEqualTo(ScoringPath.RATE_LIMITED);
    }

    @Test
    void aClickWithoutTimeStampGoesToTheModel() throws Exception {
        harness.processElement(new StreamRecord<>(request(ScoringPath.MODEL)));
        assertThat(last()).isEqualTo(ScoringPath.MODEL);
    }

    private ScoringPath pathOf(ScoringPath path, long arrival) throws Exception {
        harness.processElement(request(path), arrival);
        return last();
    }

    private ScoringPath last() {
        List<ScoringRequest> out = harness.extractOutputValues();
        return out.get(out.size() - 1).getPath();
    }

    private static ScoringRequest request(ScoringPath path) {
        return ScoringRequest.newBuilder()
                .setSessionId("s")
                .setClickEventId("e")
                .setItemId("a")
                .setClickTime(Instant.EPOCH)
                .setSequence(1)
                .setItems(List.of("a"))
                .setPath(path)
                .build();
    }
}
