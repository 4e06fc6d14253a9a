package dev.semsr.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.session.SessionLimits;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** Two sessions of three clicks, interleaved. */
    private static final List<Click> CLICKS =
            List.of(
                    click("a", 1),
                    click("b", 1),
                    click("a", 2),
                    click("b", 2),
                    click("a", 3),
                    click("b", 3));

    private final List<Recommendation> answers = goodAnswers();

    @Test
    void aHistoryAsItShouldBeIsClean() {
        Verdict verdict = check(false);

        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict.examples()).isEmpty();
        assertThat(verdict.clicks()).isEqualTo(6);
        assertThat(verdict.answered()).isEqualTo(6);
    }

    @Test
    void aDroppedAnswerIsLost() {
        answers.remove(3);
        Verdict verdict = check(true);

        assertThat(verdict.isClean()).isFalse();
        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.examples()).containsExactly("click b-2 has no answer");
    }

    @Test
    void aRepeatedAnswerIsForbiddenUnlessRepeatsAreAllowed() {
        answers.add(answers.get(0));

        assertThat(check(false).forbiddenRepeats()).isEqualTo(1);
        assertThat(check(false).isClean()).isFalse();
        assertThat(check(true).isClean()).isTrue();
        assertThat(check(true).repeats()).isEqualTo(1);
    }

    @Test
    void aRepeatWithAnotherIdIsWrongEvenIfRepeatsAreAllowed() {
        Recommendation again = Recommendation.newBuilder(answers.get(0)).build();
        again.setRecommendationId("other");
        answers.add(again);

        assertThat(check(true).wrong()).isEqualTo(1);
    }

    @Test
    void answersOfASessionInAnotherOrderThanItsClicksAreOutOfOrder() {
        Collections.swap(answers, 0, 2);

        assertThat(check(true).outOfOrder()).isEqualTo(1);
        assertThat(check(true).lost()).isZero();
    }

    @Test
    void repeatsOfEarlierAnswersAreNotOutOfOrder() {
        answers.add(answers.get(0));
        answers.add(answers.get(2));

        assertThat(check(true).outOfOrder()).isZero();
    }

    @Test
    void aListMadeFromAStaleSessionIsWrong() {
        answers.get(4).setItems(answers.get(2).getItems());

        Verdict verdict = check(true);
        assertThat(verdict.wrong()).isEqualTo(1);
        assertThat(verdict.examples()).singleElement().asString().contains("a-3");
    }

    @Test
    void aSequenceThatWentOnFromALostStateIsWrong() {
        answers.get(4).setSequence(1L);

        assertThat(check(true).wrong()).isEqualTo(1);
    }

    @Test
    void anAnswerThatNobodyAskedForIsFound() {
        answers.add(answer("z-1", "z", 1, List.of("z1")));

        assertThat(check(true).unasked()).isEqualTo(1);
    }

    @Test
    void aClickThatWasSentTwiceIsAnsweredOnceAndStateBeforeAnErasureIsForgotten() {
        HistoryChecker checker = checker(false);
        Click first = click("a", 1);
        Click erasure = click("a", 2);
        erasure.setAction(Action.ERASE);
        for (Click click : List.of(first, first, erasure, click("a", 3))) {
            checker.click(click, BEGIN);
        }
        checker.answer(answer("a-1", "a", 1, List.of("a1")));
        checker.answer(answer("a-2", "a", 0, List.of()));
        checker.answer(answer("a-3", "a", 1, List.of("a3")));

        assertThat(checker.verdict().isClean()).isTrue();
        assertThat(checker.verdict().duplicates()).isEqualTo(1);
    }

    @Test
    void everyBadRecordMustBeInTheDeadLettersOnceAsItWas() {
        byte[] bytes = {1, 2, 3};
        HistoryChecker checker = checker(false);
        checker.badRecord(0, 7, bytes);
        assertThat(checker.verdict().lost()).isEqualTo(1);

        HistoryChecker found = checker(false);
        found.badRecord(0, 7, bytes);
        found.deadLetter(0, 7, bytes);
        assertThat(found.verdict().isClean()).isTrue();
        found.deadLetter(0, 7, bytes);
        assertThat(found.verdict().forbiddenRepeats()).isEqualTo(1);

        HistoryChecker changed = checker(true);
        changed.badRecord(0, 7, bytes);
        changed.deadLetter(0, 7, new byte[] {9});
        assertThat(changed.verdict().wrong()).isEqualTo(1);

        HistoryChecker unasked = checker(true);
        unasked.deadLetter(0, 8, bytes);
        assertThat(unasked.verdict().unasked()).isEqualTo(1);
    }

    private Verdict check(boolean repeatsAllowed) {
        HistoryChecker checker = checker(repeatsAllowed);
        CLICKS.forEach(click -> checker.click(click, BEGIN));
        answers.forEach(checker::answer);
        return checker.verdict();
    }

    /** Right is the list that repeats the items of the session. */
    private static HistoryChecker checker(boolean repeatsAllowed) {
        return new HistoryChecker(
                SessionLimits.DEFAULT,
                repeatsAllowed,
                batch ->
                        batch.stream()
                                .map(
                                        answered ->
                                                answered.answer().getItems().stream()
                                                                .map(RecommendedItem::getItemId)
                                                                .toList()
                                                                .equals(answered.items())
                                                        ? null
                                                        : "another list")
                                .toList());
    }

    private static List<Recommendation> goodAnswers() {
        List<Recommendation> answers = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            for (String session : List.of("a", "b")) {
                List<String> items = new ArrayList<>();
                for (int click = 1; click <= number; click++) {
                    items.add(session + click);
                }
                answers.add(answer(session + "-" + number, session, number, items));
            }
        }
        return answers;
    }

    private static Click click(String session, int number) {
        return Click.newBuilder()
                .setEventId(session + "-" + number)
                .setSessionId(session)
                .setItemId(session + number)
                .setEventTime(BEGIN.plusSeconds(number))
                .build();
    }

    private static Recommendation answer(
            String event, String session, long sequence, List<String> items) {
        return new Recommendation(
                "id-of-" + event,
                session,
                event,
                sequence,
                new ArrayList<>(items.stream().map(HistoryCheckerTest::item).toList()),
                "1",
                "semsr-f/niser",
                BEGIN,
                BEGIN);
    }

    private static RecommendedItem item(String id) {
        return RecommendedItem.newBuilder()
                .setItemId(id)
                .setScore(1f)
                .setSource(Source.MODEL)
                .build();
    }
}
