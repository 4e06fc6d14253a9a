package dev.semsr.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.scoring.RecommendationId;
import dev.semsr.core.session.SessionLimits;
import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import dev.semsr.schemas.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryCheckerTest {

    private static final String VERSION = "1";
    private static final String VARIANT = "semsr-f/niser";
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
        again.setModelVersion("2");
        again.setRecommendationId(RecommendationId.of("a-1", "2", VARIANT));
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
    void anAnswerInTheNameOfAnotherSessionIsWrong() {
        Recommendation foreign = answers.get(4);
        foreign.setSessionId("b");
        HistoryChecker checker = checker(true);
        CLICKS.forEach(click -> checker.click(click, BEGIN));
        answers.forEach(answer -> checker.answer(answer.getClickEventId().substring(0, 1), answer));

        assertThat(checker.verdict().wrong()).isEqualTo(1);
        assertThat(checker.verdict().examples())
                .containsExactly("answer to a-3 has session b, not a");
    }

    @Test
    void anAnswerUnderAnotherKeyOrNoneIsWrong() {
        HistoryChecker checker = checker(true);
        checker.click(click("a", 1), BEGIN);
        checker.click(click("a", 2), BEGIN);
        checker.answer("b", answer("a-1", "a", 1, List.of("a1")));
        checker.answer(null, answer("a-2", "a", 2, List.of("a1", "a2")));

        assertThat(checker.verdict().wrong()).isEqualTo(2);
        assertThat(checker.verdict().examples())
                .containsExactly(
                        "answer to a-1 has key b, not a", "answer to a-2 has key null, not a");
    }

    @Test
    void anIdThatIsNotMadeOfClickModelVersionAndVariantIsWrong() {
        answers.get(0).setRecommendationId(answers.get(1).getRecommendationId());
        answers.get(2).setModelVersion("2");
        answers.get(3).setVariant("semsr-f/other");

        assertThat(check(true).wrong()).isEqualTo(3);
    }

    @Test
    void anIdThatDiffersFromRunToRunIsWrongThoughItsRepeatsAgree() {
        answers.get(0).setRecommendationId("0123456789abcdef0123456789abcdef");
        answers.add(answers.get(0));

        assertThat(check(true).wrong()).isEqualTo(2);
    }

    @Test
    void aSecondClickThatIsAnsweredAgainLooksLikeARepeatAndIsCounted() {
        Verdict verdict = answeredAgain(true, 1);

        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict.repeats()).isEqualTo(1);
        assertThat(verdict.repeatsOfDuplicates()).isEqualTo(1);
        assertThat(answeredAgain(false, 1).forbiddenRepeats()).isEqualTo(1);
    }

    @Test
    void aSecondClickThatIsTakenForANewOneIsWrong() {
        assertThat(answeredAgain(true, 2).wrong()).isEqualTo(1);
    }

    private static Verdict answeredAgain(boolean repeatsAllowed, long sequence) {
        HistoryChecker checker = checker(repeatsAllowed);
        checker.click(click("a", 1), BEGIN);
        checker.click(click("a", 1), BEGIN);
        checker.answer("a", answer("a-1", "a", 1, List.of("a1")));
        checker.answer("a", answer("a-1", "a", sequence, List.of("a1")));
        return checker.verdict();
    }

    @Test
    void repeatsOfClicksThatWereSentOnceAreNoRepeatsOfDuplicates() {
        answers.add(answers.get(0));

        assertThat(check(true).repeatsOfDuplicates()).isZero();
    }

    @Test
    void fallbacksAreCountedByReasonAndThoseTheClicksDoNotProveBesides() {
        fallBack(answers.get(0), "timeout");
        fallBack(answers.get(1), "device error");
        fallBack(answers.get(2), "timeout");
        fallBack(answers.get(3), "unknown items");
        answers.add(answers.get(0)); // a repeat is no further answer
        Verdict verdict = check(true);

        assertThat(verdict.fallbacks()).isEqualTo(4);
        assertThat(verdict.fallbacksByReason())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("timeout", 2L, "device error", 1L, "unknown items", 1L));
        assertThat(verdict.unprovenFallbacks()).isEqualTo(3);
    }

    private static void fallBack(Recommendation answer, String reason) {
        for (RecommendedItem item : answer.getItems()) {
            item.setSource(Source.POPULAR);
            item.setReason(reason);
        }
    }

    @Test
    void listsAreJudgedByWhatTheRulesSayOfTheRate() {
        List<Reply> replies = new ArrayList<>();
        var checker =
                new HistoryChecker(
                        new SessionLimits(50, 100, SessionLimits.DEFAULT.gap(), 2),
                        false,
                        batch -> {
                            batch.forEach(answered -> replies.add(answered.reply()));
                            return Collections.nCopies(batch.size(), null);
                        });
        for (int number = 1; number <= 3; number++) {
            checker.click(click("a", number), BEGIN);
            checker.answer("a", answer("a-" + number, "a", number, List.of()));
        }
        checker.verdict();

        assertThat(replies).containsExactly(Reply.MODEL, Reply.MODEL, Reply.RATE_LIMITED);
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
        checker.answer("a", answer("a-1", "a", 1, List.of("a1")));
        checker.answer("a", answer("a-2", "a", 0, List.of()));
        checker.answer("a", answer("a-3", "a", 1, List.of("a3")));

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
        answers.forEach(answer -> checker.answer(answer.getSessionId(), answer));
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
                RecommendationId.of(event, VERSION, VARIANT),
                session,
                event,
                sequence,
                new ArrayList<>(items.stream().map(HistoryCheckerTest::item).toList()),
                VERSION,
                VARIANT,
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
