package dev.semsr.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SessionClick;
import dev.semsr.schemas.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionRulesTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration GAP = Duration.ofMinutes(30);

    private final SessionRules rules = new SessionRules(new SessionLimits(3, 4, GAP, 5));
    private SessionState state;
    private Instant now = START.plus(Duration.ofDays(1)); // after every click

    @Test
    void theFirstClickStartsASession() {
        SessionOutcome outcome = arrive(click("e1", "a", 0));

        assertThat(outcome.reply()).isEqualTo(Reply.MODEL);
        assertThat(outcome.items()).containsExactly("a");
        assertThat(outcome.sequence()).isEqualTo(1);
        assertThat(state.getLastEventTime()).isEqualTo(START);
        assertThat(state.getLastArrivalTime()).isEqualTo(now);
        assertThat(state.getConsent()).isTrue();
    }

    @Test
    void clicksFollowEachOtherAndOnlyTheNewestAreKept() {
        arrive(click("e1", "a", 0));
        arrive(click("e2", "b", 1));
        arrive(click("e3", "c", 2));
        SessionOutcome outcome = arrive(click("e4", "d", 3));

        assertThat(outcome.items()).containsExactly("b", "c", "d");
        assertThat(outcome.sequence()).isEqualTo(4);
        assertThat(state.getClicks()).hasSize(3);
    }

    @Test
    void whatWasBoughtIsKnownAfterItsClickIsForgotten() {
        Click purchase = click("e1", "a", 0);
        purchase.setAction(Action.PURCHASE);
        arrive(purchase);
        arrive(click("e2", "b", 1));
        arrive(click("e3", "c", 2));
        SessionOutcome outcome = arrive(click("e4", "d", 3));

        assertThat(outcome.items()).doesNotContain("a");
        assertThat(outcome.purchasedItems()).containsExactly("a");
        assertThat(arrive(click("e5", "b", 4 + GAP.toSeconds())).purchasedItems()).isEmpty();
    }

    @Test
    void onlyTheNewestPurchasesAreKeptEachOnce() {
        for (String item : List.of("a", "b", "b", "c", "d")) {
            Click purchase = click("e" + state + item, item, 1);
            purchase.setAction(Action.PURCHASE);
            arrive(purchase);
        }

        assertThat(state.getPurchasedItems()).containsExactly("b", "c", "d");
    }

    @Test
    void aPurchaseWithoutConsentCountsForItsOwnAnswerOnly() {
        Click purchase = click("e1", "a", 0);
        purchase.setAction(Action.PURCHASE);
        purchase.setConsent(false);

        assertThat(arrive(purchase).purchasedItems()).containsExactly("a");
        assertThat(arrive(click("e2", "b", 1)).purchasedItems()).isEmpty();
    }

    @Test
    void theSameItemMayBeClickedTwice() {
        arrive(click("e1", "a", 0));

        assertThat(arrive(click("e2", "a", 1)).items()).containsExactly("a", "a");
    }

    @Test
    void aLateClickIsPutInItsPlaceByEventTime() {
        arrive(click("e1", "a", 0));
        arrive(click("e2", "c", 20));
        SessionOutcome outcome = arrive(click("e3", "b", 10));

        assertThat(outcome.reply()).isEqualTo(Reply.MODEL);
        assertThat(outcome.items()).containsExactly("a", "b", "c");
        assertThat(outcome.sequence()).isEqualTo(3);
        assertThat(state.getLastEventTime()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void clicksOfTheSameTimeStayInTheOrderOfTheirArrival() {
        arrive(click("e1", "a", 0));
        arrive(click("e2", "b", 0));

        assertThat(arrive(click("e3", "c", 0)).items()).containsExactly("a", "b", "c");
    }

    @Test
    void aLateClickOlderThanAFullSessionFallsOutAtOnce() {
        arrive(click("e1", "a", 10));
        arrive(click("e2", "b", 11));
        arrive(click("e3", "c", 12));

        assertThat(arrive(click("e4", "old", 0)).items()).containsExactly("a", "b", "c");
    }

    @Test
    void aDuplicateEventChangesNothingAndIsNotAnswered() {
        arrive(click("e1", "a", 0));
        SessionState before = state;
        now = now.plusSeconds(5);
        SessionOutcome outcome = arrive(click("e1", "b", 99));

        assertThat(outcome.reply()).isEqualTo(Reply.DUPLICATE);
        assertThat(outcome.items()).isEmpty();
        assertThat(outcome.stateChanged()).isFalse();
        assertThat(outcome.state()).isSameAs(before);
    }

    @Test
    void onlyTheNewestEventIdsAreRemembered() {
        IntStream.rangeClosed(1, 5).forEach(i -> arrive(click("e" + i, "a", i)));

        assertThat(state.getRecentEventIds()).containsExactly("e2", "e3", "e4", "e5");
        assertThat(arrive(click("e2", "a", 6)).reply()).isEqualTo(Reply.DUPLICATE);
        assertThat(arrive(click("e1", "a", 6)).reply()).isNotEqualTo(Reply.DUPLICATE);
    }

    @Test
    void aPauseLongerThanTheGapStartsAfresh() {
        arrive(click("e1", "a", 0));
        SessionOutcome outcome = arrive(click("e2", "b", GAP.toSeconds() + 1));

        assertThat(outcome.items()).containsExactly("b");
        assertThat(outcome.sequence()).isEqualTo(1);
        assertThat(arrive(click("e1", "a", 0)).reply())
                .as("an event of the earlier session is still a duplicate")
                .isEqualTo(Reply.DUPLICATE);
    }

    @Test
    void aPauseOfExactlyTheGapGoesOn() {
        arrive(click("e1", "a", 0));

        assertThat(arrive(click("e2", "b", GAP.toSeconds())).items()).containsExactly("a", "b");
    }

    @Test
    void aLateClickOlderThanTheGapDoesNotWipeTheNewerSession() {
        arrive(click("e1", "b", 10_000));
        SessionOutcome late = arrive(click("e2", "old", 0));

        assertThat(late.reply()).isEqualTo(Reply.MODEL);
        assertThat(late.items()).containsExactly("old");
        assertThat(late.sequence()).isEqualTo(2);
        assertThat(arrive(click("e2", "old", 0)).reply()).isEqualTo(Reply.DUPLICATE);
        assertThat(arrive(click("e3", "c", 10_010)).items()).containsExactly("b", "c");
    }

    @Test
    void aLateClickWithinTheGapOfTheFirstClickJoinsTheSession() {
        arrive(click("e1", "b", 0));
        arrive(click("e2", "c", 1000));

        assertThat(arrive(click("e3", "a", -1700)).items()).containsExactly("a", "b", "c");
    }

    @Test
    void aClickFromTheFutureCountsAsOfItsArrival() {
        arrive(click("e1", "a", 0));
        Click ahead = click("e2", "b", Duration.ofDays(300).toSeconds());
        now = START.plusSeconds(10);

        SessionOutcome outcome = arrive(ahead);

        assertThat(SessionRules.isFromTheFuture(ahead, now)).isTrue();
        assertThat(outcome.items())
                .as("no gap: it came ten seconds later")
                .containsExactly("a", "b");
        assertThat(state.getLastEventTime()).isEqualTo(now);
        now = START.plusSeconds(20);
        assertThat(arrive(click("e3", "c", 20)).items())
                .as("it does not stay the newest click for ever")
                .containsExactly("a", "b", "c");
    }

    @Test
    void clicksOfAClockThatRunsAheadStayInTheOrderOfTheirArrival() {
        for (int i = 0; i < 3; i++) {
            now = START.plusSeconds(i);
            arrive(click("e" + i, "i" + i, i + 3600));
        }

        assertThat(state.getClicks())
                .extracting(SessionClick::getItemId)
                .containsExactly("i0", "i1", "i2");
        assertThat(state.getClicks())
                .extracting(SessionClick::getEventTime)
                .containsExactly(START, START.plusSeconds(1), START.plusSeconds(2));
    }

    @Test
    void aClickOfThisVeryMomentIsNotFromTheFuture() {
        assertThat(SessionRules.isFromTheFuture(click("e1", "a", 5), START.plusSeconds(5)))
                .isFalse();
        assertThat(SessionRules.isFromTheFuture(click("e1", "a", 5), START.plusSeconds(4)))
                .isTrue();
    }

    @Test
    void aWishToBeForgottenHasNoTime() {
        Click erase = click("e1", "", 99);
        erase.setAction(Action.ERASE);

        assertThat(SessionRules.isFromTheFuture(erase, START)).isFalse();
    }

    @Test
    void aSessionWithoutEndStaysBounded() {
        for (int i = 0; i < 2_000; i++) { // a click every 29 minutes for forty days
            now = START.plusSeconds(i * 29L * 60);
            arrive(click("e" + i, "i" + i, i * 29L * 60));
        }

        assertThat(state.getSequence()).isEqualTo(2_000);
        assertThat(state.getClicks())
                .extracting(SessionClick::getItemId)
                .containsExactly("i1997", "i1998", "i1999");
        assertThat(state.getRecentEventIds()).hasSize(4);
    }

    @Test
    void anActionThatIsNotKnownYetCountsAsAClick() {
        arrive(click("e1", "a", 0));
        Click unknown = click("e2", "b", 1);
        unknown.setAction(Action.UNKNOWN);

        assertThat(arrive(unknown).items()).containsExactly("a", "b");
    }

    @Test
    void afterEraseNothingIsLeftThatAClickWithoutConsentCouldBring() {
        arrive(click("e1", "a", 0));
        Click erase = click("e2", "", 1);
        erase.setAction(Action.ERASE);
        arrive(erase);
        Click without = click("e3", "b", 2);
        without.setConsent(false);

        assertThat(arrive(without).items()).containsExactly("b");
        assertThat(state).isNull();
    }

    @Test
    void anEraseWithoutConsentErasesToo() {
        arrive(click("e1", "a", 0));
        Click erase = click("e2", "", 1);
        erase.setAction(Action.ERASE);
        erase.setConsent(false);

        assertThat(arrive(erase).reply()).isEqualTo(Reply.ERASED);
        assertThat(state).isNull();
    }

    @Test
    void withoutConsentAClickIsAnsweredFromItselfAndNotStored() {
        Click click = click("e1", "a", 0);
        click.setConsent(false);
        SessionOutcome outcome = arrive(click);

        assertThat(outcome.reply()).isEqualTo(Reply.MODEL);
        assertThat(outcome.items()).containsExactly("a");
        assertThat(outcome.sequence()).isZero();
        assertThat(outcome.state()).isNull();
    }

    @Test
    void withoutConsentWhatWasStoredBeforeIsNotTouched() {
        arrive(click("e1", "a", 0));
        SessionState before = state;
        Click click = click("e2", "secret", 1);
        click.setConsent(false);
        SessionOutcome outcome = arrive(click);

        assertThat(outcome.items()).containsExactly("secret");
        assertThat(outcome.stateChanged()).isFalse();
        assertThat(outcome.state()).isSameAs(before);
        assertThat(arrive(click("e3", "b", 2)).items()).containsExactly("a", "b");
    }

    @Test
    void withoutConsentTheRateIsLimitedToo() {
        List<Reply> replies =
                IntStream.rangeClosed(1, 6).mapToObj(i -> arriveWithoutConsent("s1", i)).toList();

        assertThat(replies.subList(0, 5)).containsOnly(Reply.MODEL);
        assertThat(replies.get(5)).isEqualTo(Reply.RATE_LIMITED);
        assertThat(arriveWithoutConsent("s2", 7)).isEqualTo(Reply.MODEL);
        now = now.plusSeconds(1);
        assertThat(arriveWithoutConsent("s1", 8)).isEqualTo(Reply.MODEL);
    }

    @Test
    void eraseForgetsTheSessionAndIsAnsweredByAnEmptyList() {
        arrive(click("e1", "a", 0));
        Click erase = click("e2", "", 1);
        erase.setAction(Action.ERASE);
        SessionOutcome outcome = arrive(erase);

        assertThat(outcome.reply()).isEqualTo(Reply.ERASED);
        assertThat(outcome.state()).isNull();
        assertThat(outcome.items()).isEmpty();
        assertThat(outcome.sequence()).isZero();
        assertThat(arrive(click("e3", "b", 2)).items()).containsExactly("b");
    }

    @Test
    void aSessionAboveItsRateIsStoredButNotScored() {
        IntStream.rangeClosed(1, 5)
                .forEach(
                        i ->
                                assertThat(arrive(click("e" + i, "i" + i, i)).reply())
                                        .isEqualTo(Reply.MODEL));
        SessionOutcome above = arrive(click("e6", "i6", 6));

        assertThat(above.reply()).isEqualTo(Reply.RATE_LIMITED);
        assertThat(above.items()).containsExactly("i4", "i5", "i6");
        assertThat(above.sequence()).isEqualTo(6);
        now = now.plusSeconds(1);
        assertThat(arrive(click("e7", "i7", 7)).reply()).isEqualTo(Reply.MODEL);
    }

    @Test
    void aClockThatIsSetBackStartsANewSecond() {
        IntStream.rangeClosed(1, 6).forEach(i -> arrive(click("e" + i, "a", i)));
        now = now.minusSeconds(60);

        assertThat(arrive(click("e7", "a", 7)).reply()).isEqualTo(Reply.MODEL);
    }

    @Test
    void theStateThatGoesInIsNotChanged() {
        arrive(click("e1", "a", 0));
        SessionState before = state;
        SessionState copy = SessionState.newBuilder(before).build();
        arrive(click("e2", "b", 1));

        assertThat(before).isEqualTo(copy);
        assertThat(state.getClicks()).extracting(SessionClick::getItemId).containsExactly("a", "b");
    }

    @Test
    void tenThousandClicksOfOneSessionAreAllAnsweredFromABoundedState() {
        List<SessionOutcome> outcomes =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> arrive(click("e" + i, "i" + i, i)))
                        .toList();

        assertThat(outcomes).filteredOn(outcome -> outcome.reply() == Reply.MODEL).hasSize(5);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.reply() == Reply.RATE_LIMITED)
                .hasSize(9_995);
        assertThat(state.getClicks()).hasSize(3);
        assertThat(state.getRecentEventIds()).hasSize(4);
    }

    @Test
    void limitsThatLeaveNoRoomAreRefused() {
        assertThatThrownBy(() -> new SessionLimits(0, 1, GAP, 1)).hasMessageContaining("maxClicks");
        assertThatThrownBy(() -> new SessionLimits(1, 1, Duration.ZERO, 1))
                .hasMessageContaining("gap");
    }

    private Reply arriveWithoutConsent(String sessionId, int event) {
        Click click = click("e" + event, "a", event);
        click.setSessionId(sessionId);
        click.setConsent(false);
        return arrive(click).reply();
    }

    private SessionOutcome arrive(Click click) {
        SessionOutcome outcome = rules.apply(state, click, now);
        state = outcome.state();
        return outcome;
    }

    private static Click click(String eventId, String itemId, long seconds) {
        return Click.newBuilder()
                .setEventId(eventId)
                .setSessionId("s1")
                .setItemId(itemId)
                .setEventTime(START.plusSeconds(seconds))
                .build();
    }
}
