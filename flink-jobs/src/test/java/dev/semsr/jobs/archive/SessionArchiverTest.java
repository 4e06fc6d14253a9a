package dev.semsr.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.archive.ArchiveLimits;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SessionErasure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State and timers of open sessions. What a click does is in ArchiveRulesTest. */
class SessionArchiverTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant FIRST = START.minus(Duration.ofDays(1));
    private static final Duration BACKSTOP = Duration.ofHours(1);

    private KeyedOneInputStreamOperatorTestHarness<String, Click, ArchivedSession> harness;

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
    void aSessionIsArchivedWhenEventTimePassesItsGap() throws Exception {
        arrive(click("e1", "s1", "a", 0));
        clock(Duration.ofMinutes(10));
        arrive(click("e2", "s1", "b", 10));
        eventTime(Duration.ofMinutes(40).minusMillis(1));
        assertThat(archived()).isEmpty();

        eventTime(Duration.ofMinutes(40));

        assertThat(archived()).hasSize(1);
        assertThat(items(archived().get(0))).containsExactly("a", "b");
        assertThat(archived().get(0).getSessionId()).isEqualTo("s1");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void aSessionIsArchivedByTheClockWhereEventTimeStandsStill() throws Exception {
        arrive(click("e1", "s1", "a", 0));
        clock(BACKSTOP.minusMinutes(1));
        arrive(click("e2", "s1", "b", 10));
        clock(BACKSTOP);
        assertThat(archived()).isEmpty();

        clock(BACKSTOP.multipliedBy(2).minusMinutes(1));

        assertThat(items(archived().get(0))).containsExactly("a", "b");
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void aSessionIsArchivedOnceWhoeverEndsIt() throws Exception {
        arrive(click("e1", "s1", "a", 0));
        clock(Duration.ofMinutes(45));
        arrive(click("e2", "s1", "b", 45));
        eventTime(Duration.ofHours(5));
        clock(BACKSTOP.multipliedBy(3));

        assertThat(archived())
                .extracting(SessionArchiverTest::items)
                .containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void aClickThatComesAfterItsSessionHasEndedIsASessionOfItsOwn() throws Exception {
        arrive(click("e1", "s1", "a", 0));
        eventTime(Duration.ofMinutes(60));
        arrive(click("e2", "s1", "b", 5));
        eventTime(Duration.ofMinutes(61));

        assertThat(archived())
                .extracting(SessionArchiverTest::items)
                .containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void erasureLeavesNeitherStateNorSessionAndIsNoted() throws Exception {
        arrive(click("e1", "s1", "a", 0));
        Click erase = click("e2", "s1", "", 1);
        erase.setAction(Action.ERASE);
        arrive(erase);

        assertThat(harness.numKeyedStateEntries()).isZero();
        eventTime(Duration.ofHours(5));
        clock(BACKSTOP.multipliedBy(3));
        assertThat(archived()).isEmpty();
        assertThat(harness.getSideOutput(SessionArchiver.ERASURES))
                .extracting(StreamRecord::getValue)
                .containsExactly(new SessionErasure("s1", START));
    }

    @Test
    void aClickFromTheFutureIsArchivedAsOfItsArrival() throws Exception {
        arrive(click("e1", "s1", "a", 300 * 24 * 60));
        clock(BACKSTOP.multipliedBy(3));

        assertThat(archived().get(0).getClicks().get(0).getEventTime()).isEqualTo(START);
        assertThat(archived().get(0).getStartedAt()).isEqualTo(START);
    }

    @Test
    void withoutConsentThereIsNeitherStateNorTimer() throws Exception {
        Click click = click("e1", "s1", "a", 0);
        click.setConsent(false);
        arrive(click);

        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
        assertThat(harness.numProcessingTimeTimers()).isZero();
    }

    @Test
    void anOpenSessionGoesOnAfterARestore() throws Exception {
        arrive(click("e1", "s1", "a", 0));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);

        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            restored.setProcessingTime(START.toEpochMilli());
            restored.processElement(new StreamRecord<>(click("e1", "s1", "a", 0)));
            restored.processElement(new StreamRecord<>(click("e2", "s1", "b", 1)));
            restored.processWatermark(FIRST.plus(Duration.ofHours(2)).toEpochMilli());

            assertThat(restored.extractOutputValues())
                    .extracting(SessionArchiverTest::items)
                    .containsExactly(List.of("a", "b"));
        }
    }

    private void arrive(Click click) throws Exception {
        harness.processElement(new StreamRecord<>(click, click.getEventTime().toEpochMilli()));
    }

    private void eventTime(Duration sinceFirst) throws Exception {
        harness.processWatermark(FIRST.plus(sinceFirst).toEpochMilli());
    }

    private void clock(Duration sinceStart) throws Exception {
        harness.setProcessingTime(START.plus(sinceStart).toEpochMilli());
    }

    private List<ArchivedSession> archived() {
        return harness.extractOutputValues();
    }

    static List<String> items(ArchivedSession session) {
        return session.getClicks().stream().map(ArchivedClick::getItemId).toList();
    }

    private static Click click(String eventId, String sessionId, String itemId, int minute) {
        return Records.click(eventId, sessionId, itemId, FIRST.plus(Duration.ofMinutes(minute)));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Click, ArchivedSession> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SessionArchiver(ArchiveLimits.DEFAULT, BACKSTOP)),
                Click::getSessionId,
                Types.STRING);
    }
}
