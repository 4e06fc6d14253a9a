package dev.semsr.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.quality.Judgement;
import dev.semsr.jobs.testing.Records;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a click is judged, whichever topic is late. What is judged is in ListJudgeTest. */
class ClickJudgeTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration BACKSTOP = Duration.ofSeconds(30);
    private static final Duration RETENTION = Duration.ofHours(1);

    private KeyedTwoInputStreamOperatorTestHarness<String, Recommendation, Click, Judgement>
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
    void aClickIsJudgedWhenBothTopicsHavePassedIt() throws Exception {
        list("e1", 1, "a", "b");
        click(click("e2", "b", 2));
        clicksPassed(9);
        assertThat(judgements()).isEmpty();

        listsPassed(2);

        assertThat(judgements())
                .containsExactly(new Judgement("m/1", "semsr-f/niser", "MODEL", "b", 2, false));
    }

    @Test
    void aListThatComesAfterTheClickIsStillFound() throws Exception {
        click(click("e2", "b", 2));
        list("e1", 1, "a", "b");
        clicksPassed(3);
        listsPassed(3);

        assertThat(judgements()).extracting(Judgement::rank).containsExactly(2);
    }

    @Test
    void listsAfterTheClickDoNotCountThoughTheyCameBeforeItWasJudged() throws Exception {
        list("e1", 1, "a");
        click(click("e2", "b", 2));
        list("e2", 2, "b");
        list("e3", 3, "b");
        clicksPassed(5);
        listsPassed(5);

        assertThat(judgements()).extracting(Judgement::isHit).containsExactly(false);
    }

    @Test
    void clicksThatComeOutOfOrderAreJudgedByTheirOwnLists() throws Exception {
        list("e1", 1, "x");
        list("e2", 5, "y");
        click(click("e3", "y", 6));
        click(click("e2", "x", 5));
        clicksPassed(9);
        listsPassed(9);

        assertThat(judgements())
                .extracting(Judgement::itemId, Judgement::rank)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("x", 1),
                        org.assertj.core.groups.Tuple.tuple("y", 1));
    }

    @Test
    void whereEventTimeStandsStillAClickIsJudgedByTheClock() throws Exception {
        list("e1", 1, "a");
        click(click("e2", "a", 2));
        advance(BACKSTOP.minusMillis(1));
        assertThat(judgements()).isEmpty();

        advance(Duration.ofMillis(1));

        assertThat(judgements()).extracting(Judgement::rank).containsExactly(1);
    }

    @Test
    void aClickIsJudgedOnceThoughItAndItsListComeTwice() throws Exception {
        list("e1", 1, "a");
        list("e1", 1, "a");
        click(click("e2", "a", 2));
        click(click("e2", "a", 2));
        clicksPassed(3);
        listsPassed(3);
        click(click("e2", "a", 2));
        advance(BACKSTOP.multipliedBy(2));

        assertThat(judgements()).hasSize(1);
    }

    @Test
    void theFirstClickOfASessionHasNoListAndIsNotJudged() throws Exception {
        click(click("e1", "a", 1));
        list("e1", 1, "a");
        clicksPassed(5);
        listsPassed(5);

        assertThat(judgements()).isEmpty();
    }

    @Test
    void nothingIsKeptOfASessionWithoutConsentOrAfterItsErasure() throws Exception {
        Click refused = click("e2", "a", 2);
        refused.setConsent(false);
        Recommendation unstored = recommendation("e1", 1, "a");
        unstored.setSequence(0L);
        harness.processElement1(new StreamRecord<>(unstored));
        click(refused);
        assertThat(harness.numKeyedStateEntries()).isZero();

        list("e1", 1, "a");
        click(click("e3", "a", 3));
        Click erase = click("e4", "", 4);
        erase.setAction(Action.ERASE);
        click(erase);

        assertThat(harness.numKeyedStateEntries()).isZero();
        clicksPassed(9);
        listsPassed(9);
        assertThat(judgements()).isEmpty();
    }

    @Test
    void aWaitingClickIsJudgedAfterARestore() throws Exception {
        list("e1", 1, "a");
        click(click("e2", "a", 2));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);

        try (var restored = harness()) {
            restored.initializeState(snapshot);
            restored.open();
            restored.setProcessingTime(START.plusSeconds(61).toEpochMilli());
            restored.processWatermark1(new Watermark(START.plusSeconds(3).toEpochMilli()));
            restored.processWatermark2(new Watermark(START.plusSeconds(3).toEpochMilli()));

            assertThat(restored.extractOutputValues())
                    .extracting(Judgement::rank)
                    .containsExactly(1);
        }
    }

    private void list(String clickEventId, int second, String... items) throws Exception {
        harness.processElement1(new StreamRecord<>(recommendation(clickEventId, second, items)));
    }

    private void click(Click click) throws Exception {
        harness.processElement2(new StreamRecord<>(click));
    }

    private void listsPassed(int second) throws Exception {
        harness.processWatermark1(new Watermark(START.plusSeconds(second).toEpochMilli()));
    }

    private void clicksPassed(int second) throws Exception {
        harness.processWatermark2(new Watermark(START.plusSeconds(second).toEpochMilli()));
    }

    private void advance(Duration duration) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + duration.toMillis());
    }

    private List<Judgement> judgements() {
        return harness.extractOutputValues();
    }

    private static Click click(String eventId, String itemId, int second) {
        return Records.click(eventId, "s1", itemId, START.plusSeconds(second));
    }

    static Recommendation recommendation(String clickEventId, int second, String... items) {
        return new Recommendation(
                "r-" + clickEventId,
                "s1",
                clickEventId,
                (long) second,
                Stream.of(items).map(item -> item(item)).toList(),
                "m/1",
                "semsr-f/niser",
                START.plusSeconds(second),
                START.plusSeconds(second));
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Recommendation, Click, Judgement>
            harness() throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new ClickJudge(20, BACKSTOP, RETENTION)),
                Recommendation::getSessionId,
                Click::getSessionId,
                Types.STRING);
    }

    private static RecommendedItem item(String id) {
        return RecommendedItem.newBuilder()
                .setItemId(id)
                .setScore(1f)
                .setSource(Source.MODEL)
                .build();
    }
}
