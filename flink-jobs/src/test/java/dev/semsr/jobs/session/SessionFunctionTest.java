package dev.semsr.jobs.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.session.SessionLimits;
import dev.semsr.jobs.scoring.ScoringPath;
import dev.semsr.jobs.scoring.ScoringRequest;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State and timers at the end of the story. What a click does is in SessionRulesTest. */
class SessionFunctionTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration RETENTION = Duration.ofMinutes(30);

    private KeyedOneInputStreamOperatorTestHarness<String, Click, ScoringRequest> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness();
        harness.open();
        harness.setProcessingTime(START.toEpochMilli());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void eachSessionHasItsOwnStateAndOneTimer() throws Exception {
        arrive(click("e1", "s1", "a"));
        arrive(click("e2", "s2", "x"));
        advance(Duration.ofMinutes(10));
        arrive(click("e3", "s1", "b"));

        assertThat(requests())
                .extracting(ScoringRequest::getItems)
                .containsExactly(List.of("a"), List.of("x"), List.of("a", "b"));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(2);
    }

    @Test
    void nothingIsLeftWhenTheTimersHaveFired() throws Exception {
        IntStream.range(0, 100).forEach(i -> arrive(click("e" + i, "s" + i % 7, "a")));
        assertThat(harness.numKeyedStateEntries()).isEqualTo(7);

        advance(RETENTION.plus(Duration.ofMinutes(1)));

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(requests()).hasSize(100);
    }

    @Test
    void aSessionIsKeptForItsRetentionAfterTheLastClick() throws Exception {
        arrive(click("e1", "s1", "a"));
        advance(RETENTION.minusMinutes(1));
        arrive(click("e2", "s1", "b"));
        advance(RETENTION.minusMinutes(1));
        arrive(click("e3", "s1", "c"));

        assertThat(requests().get(2).getItems()).containsExactly("a", "b", "c");
    }

    @Test
    void stateTtlForgetsASessionWhoseTimerIsLost() throws Exception {
        harness.setStateTtlProcessingTime(START.toEpochMilli());
        arrive(click("e1", "s1", "a"));

        harness.setStateTtlProcessingTime(START.plus(RETENTION.multipliedBy(2)).toEpochMilli());
        arrive(click("e2", "s1", "b"));

        assertThat(requests().get(1).getItems()).containsExactly("b");
    }

    @Test
    void eraseDeletesStateAndTimerAtOnce() throws Exception {
        arrive(click("e1", "s1", "a"));
        Click erase = click("e2", "s1", "");
        erase.setAction(Action.ERASE);
        arrive(erase);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(requests().get(1).getPath()).isEqualTo(ScoringPath.EMPTY);
        assertThat(requests().get(1).getItems()).isEmpty();
    }

    @Test
    void eraseOfAnUnknownSessionIsAnsweredToo() throws Exception {
        Click erase = click("e2", "s1", "");
        erase.setAction(Action.ERASE);
        arrive(erase);

        assertThat(requests()).hasSize(1);
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void withoutConsentNothingIsStored() throws Exception {
        Click click = click("e1", "s1", "a");
        click.setConsent(false);
        arrive(click);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
        assertThat(requests().get(0).getItems()).containsExactly("a");
        assertThat(requests().get(0).getSequence()).isZero();
    }

    @Test
    void duplicatesEmitNothingAndSetNoTimer() throws Exception {
        arrive(click("e1", "s1", "a"));
        advance(Duration.ofMinutes(5));
        arrive(click("e1", "s1", "a"));

        assertThat(requests()).hasSize(1);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void aSessionAboveItsRateIsMarked() throws Exception {
        IntStream.range(0, SessionLimits.DEFAULT.maxClicksPerSecond() + 1)
                .forEach(i -> arrive(click("e" + i, "s1", "a")));

        assertThat(requests())
                .last()
                .extracting(ScoringRequest::getPath)
                .isEqualTo(ScoringPath.RATE_LIMITED);
        assertThat(requests())
                .filteredOn(request -> request.getPath() == ScoringPath.MODEL)
                .hasSize(SessionLimits.DEFAULT.maxClicksPerSecond());
    }

    @Test
    void aSessionGoesOnAfterARestore() throws Exception {
        arrive(click("e1", "s1", "a"));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);

        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            restored.setProcessingTime(START.plusSeconds(60).toEpochMilli());
            restored.processElement(new StreamRecord<>(click("e1", "s1", "a")));
            restored.processElement(new StreamRecord<>(click("e2", "s1", "b")));

            assertThat(restored.extractOutputValues())
                    .extracting(ScoringRequest::getItems)
                    .containsExactly(List.of("a", "b"));
            assertThat(restored.extractOutputValues().get(0).getSequence()).isEqualTo(2);
            restored.setProcessingTime(START.plus(RETENTION.multipliedBy(2)).toEpochMilli());
            assertThat(restored.numKeyedStateEntries()).isZero();
            assertThat(restored.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void aTimerOfARunWithAShorterRetentionDoesNotForgetTooSoon() throws Exception {
        arrive(click("e1", "s1", "a"));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);

        try (var restored = harness(RETENTION.multipliedBy(3))) {
            restored.initializeState(snapshot);
            restored.open();
            restored.setProcessingTime(START.plus(RETENTION.multipliedBy(2)).toEpochMilli());

            assertThat(restored.numKeyedStateEntries()).isEqualTo(1);
            assertThat(restored.numProcessingTimeTimers()).isEqualTo(1);
            restored.setProcessingTime(START.plus(RETENTION.multipliedBy(4)).toEpochMilli());
            assertThat(restored.numKeyedStateEntries()).isZero();
        }
    }

    private void arrive(Click click) {
        try {
            harness.processElement(new StreamRecord<>(click));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void advance(Duration duration) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + duration.toMillis());
    }

    private List<ScoringRequest> requests() {
        return harness.extractOutputValues();
    }

    /** A click a second after the one before it, some minutes before it arrives. */
    private static Click click(String eventId, String sessionId, String itemId) {
        long seconds = Long.parseLong(eventId.substring(1));
        return Records.click(
                eventId, sessionId, itemId, START.minusSeconds(600).plusSeconds(seconds));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Click, ScoringRequest> harness()
            throws Exception {
        return harness(RETENTION);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Click, ScoringRequest> harness(
            Duration retention) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SessionFunction(SessionLimits.DEFAULT, retention)),
                Click::getSessionId,
                Types.STRING);
    }
}
