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
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real traffic does to the operator: that it is counted, and leaves nothing behind. */
class SessionsInTheWildTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration RETENTION = Duration.ofHours(1);

    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private KeyedOneInputStreamOperatorTestHarness<String, Click, ScoringRequest> harness;
    private int events;

    @BeforeEach
    void open() throws Exception {
        harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new SessionFunction(SessionLimits.DEFAULT, RETENTION)),
                        Click::getSessionId,
                        Types.STRING,
                        new MockEnvironmentBuilder().setMetricGroup(taskMetrics()).build());
        harness.open();
        harness.setProcessingTime(START.toEpochMilli());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void clicksFromTheFutureAreAnsweredAndCounted() throws Exception {
        arrive(click("s1", "a", START));
        arrive(click("s1", "b", START.plus(Duration.ofDays(3))));
        arrive(click("s1", "c", START));

        assertThat(lastRequest().getItems()).containsExactly("a", "b", "c");
        assertThat(count("clicksFromTheFuture")).isEqualTo(1);
        assertThat(count("clicks")).isEqualTo(3);
    }

    @Test
    void anAnswerTellsTheTimeThatTheClickCameWith() throws Exception {
        Instant ahead = START.plus(Duration.ofDays(3));
        arrive(click("s1", "a", ahead));

        assertThat(lastRequest().getClickTime()).isEqualTo(ahead);
    }

    @Test
    void aBotIsHeldToItsRateAndCountedWhileOthersAreAnswered() throws Exception {
        int rate = SessionLimits.DEFAULT.maxClicksPerSecond();
        for (int i = 0; i < 500; i++) {
            arrive(click("bot", "i" + i, START));
        }
        arrive(click("shopper", "a", START));

        assertThat(lastRequest().getPath()).isEqualTo(ScoringPath.MODEL);
        assertThat(harness.extractOutputValues()).hasSize(501);
        assertThat(count("rateLimited")).isEqualTo(500 - rate);
    }

    @Test
    void duplicatesAreCountedAndSilent() throws Exception {
        Click click = click("s1", "a", START);
        arrive(click);
        arrive(click);
        arrive(click);

        assertThat(harness.extractOutputValues()).hasSize(1);
        assertThat(count("duplicates")).isEqualTo(2);
    }

    @Test
    void erasedAndExpiredSessionsAreCounted() throws Exception {
        arrive(click("s1", "a", START));
        arrive(click("s2", "a", START));
        Click erase = click("s1", "", START);
        erase.setAction(Action.ERASE);
        arrive(erase);
        harness.setProcessingTime(START.plus(RETENTION.multipliedBy(2)).toEpochMilli());

        assertThat(count("erasedSessions")).isEqualTo(1);
        assertThat(count("expiredSessions")).isEqualTo(1);
    }

    @Test
    void sessionsAreForgottenWithoutAnyWatermark() throws Exception {
        arrive(click("s1", "a", START)); // then every partition is idle

        harness.setProcessingTime(START.plus(RETENTION.multipliedBy(2)).toEpochMilli());

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aSessionWithoutEndHasOneTimerAndBoundedState() throws Exception {
        for (int i = 0; i < 500; i++) { // ten days
            Instant now = START.plus(Duration.ofMinutes(29).multipliedBy(i));
            harness.setProcessingTime(now.toEpochMilli());
            arrive(click("s1", "i" + i, now));
        }

        assertThat(lastRequest().getSequence()).isEqualTo(500);
        assertThat(lastRequest().getItems()).hasSize(SessionLimits.DEFAULT.maxClicks());
        assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
        assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
        assertThat(count("expiredSessions")).isZero();
    }

    @ParameterizedTest(name = "{index}") // a NUL has no place in a report
    @ValueSource(
            strings = {
                "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\u05E9\u05DC\u05D5\u05DD\u202E\u0645\u0631",
                "nul\u0000in the middle",
                "\u0000",
                "lone\uD800surrogate"
            })
    void idsOfAnyTextSurviveASnapshot(String id) throws Exception {
        arrive(click(id, id, START));
        var snapshot = harness.snapshot(1, 1);

        try (var restored =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(
                                new SessionFunction(SessionLimits.DEFAULT, RETENTION)),
                        Click::getSessionId,
                        Types.STRING)) {
            restored.initializeState(snapshot);
            restored.open();
            restored.setProcessingTime(START.toEpochMilli());
            restored.processElement(new StreamRecord<>(click(id, "next", START)));

            assertThat(restored.extractOutputValues().get(0).getItems()).hasSize(2);
            assertThat(restored.extractOutputValues().get(0).getSequence()).isEqualTo(2);
        }
    }

    private void arrive(Click click) throws Exception {
        harness.processElement(new StreamRecord<>(click));
    }

    private Click click(String sessionId, String itemId, Instant time) {
        return Records.click("e" + events++, sessionId, itemId, time);
    }

    private ScoringRequest lastRequest() {
        List<ScoringRequest> requests = harness.extractOutputValues();
        return requests.get(requests.size() - 1);
    }

    private long count(String name) {
        return ((Counter) metrics.get(name)).getCount();
    }

    private InterceptingTaskMetricGroup taskMetrics() {
        return new InterceptingTaskMetricGroup() {
            @Override
            public InternalOperatorMetricGroup getOrAddOperator(
                    OperatorID id, String name, Map<String, String> variables) {
                return metrics;
            }
        };
    }
}
