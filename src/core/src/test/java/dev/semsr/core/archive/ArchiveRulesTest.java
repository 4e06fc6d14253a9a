package dev.semsr.core.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.archive.ArchiveOutcome.Effect;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.OpenSession;
import dev.semsr.schemas.SessionErasure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveRulesTest {

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private final ArchiveRules rules =
            new ArchiveRules(new ArchiveLimits(Duration.ofMinutes(30), 3));
    private final List<ArchivedSession> archived = new ArrayList<>();
    private OpenSession open;
    private Instant now = START.plus(Duration.ofHours(2));

    @Test
    void clicksOfASessionAreKeptByEventTime() {
        arrive(click("e1", "a", 0));
        arrive(click("e2", "c", 10));
        arrive(click("e3", "b", 5));

        assertThat(items(open.getClicks())).containsExactly("a", "b", "c");
        assertThat(archived).isEmpty();
    }

    @Test
    void aLongerPauseThanTheGapEndsTheSession() {
        Instant firstArrival = now;
        arrive(click("e1", "a", 0));
        arrive(click("e2", "b", 30));
        arrive(click("e3", "c", 61));

        assertThat(archived).hasSize(1);
        ArchivedSession ended = archived.get(0);
        assertThat(ended.getSessionId()).isEqualTo("s1");
        assertThat(items(ended.getClicks())).containsExactly("a", "b");
        assertThat(ended.getStartedAt()).isEqualTo(START);
        assertThat(ended.getEndedAt()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        assertThat(ended.getFirstArrivalTime()).isEqualTo(firstArrival);
        assertThat(items(open.getClicks())).containsExactly("c");
        assertThat(open.getFirstArrivalTime()).isAfter(firstArrival);
    }

    @Test
    void aDuplicateChangesNothingNotEvenInTheNextSession() {
        arrive(click("e1", "a", 0));
        arrive(click("e2", "b", 60));
        OpenSession before = open;

        assertThat(arrive(click("e1", "a", 0)).effect()).isEqualTo(Effect.DUPLICATE);
        assertThat(arrive(click("e2", "b", 60)).effect()).isEqualTo(Effect.DUPLICATE);
        assertThat(open).isSameAs(before);
        assertThat(archived).hasSize(1);
    }

    @Test
    void nothingIsStoredWithoutConsent() {
        Click click = click("e1", "secret", 0);
        click.setConsent(false);

        assertThat(arrive(click).effect()).isEqualTo(Effect.NO_CONSENT);
        assertThat(open).isNull();

        arrive(click("e2", "a", 1));
        Click later = click("e3", "secret", 2);
        later.setConsent(false);
        arrive(later);

        assertThat(items(open.getClicks())).containsExactly("a");
        assertThat(open.getRecentEventIds()).containsExactly("e2");
    }

    @Test
    void eraseDropsTheOpenSessionAndIsItselfArchived() {
        arrive(click("e1", "a", 0));
        Click erase = click("e2", "", 1);
        erase.setAction(Action.ERASE);
        Instant arrival = now;

        ArchiveOutcome outcome = arrive(erase);

        assertThat(open).isNull();
        assertThat(archived).isEmpty();
        assertThat(outcome.erasure()).isEqualTo(new SessionErasure("s1", arrival));
    }

    @Test
    void eraseOfASessionThatIsNotOpenIsArchivedToo() {
        Click erase = click("e2", "", 1);
        erase.setAction(Action.ERASE);

        assertThat(arrive(erase).erasure()).isNotNull();
    }

    @Test
    void aClickOlderThanTheSessionByMoreThanTheGapIsASessionOfItsOwn() {
        arrive(click("e1", "b", 60));

        assertThat(arrive(click("e2", "a", 29)).effect()).isEqualTo(Effect.STRAY);
        assertThat(items(archived.get(0).getClicks())).containsExactly("a");
        assertThat(items(open.getClicks())).containsExactly("b");
        assertThat(arrive(click("e2", "a", 29)).effect()).isEqualTo(Effect.DUPLICATE);
    }

    @Test
    void aClickOlderThanTheSessionByNoMoreThanTheGapComesFirstInIt() {
        arrive(click("e1", "b", 60));
        arrive(click("e2", "a", 30));

        assertThat(items(open.getClicks())).containsExactly("a", "b");
    }

    @Test
    void aFullSessionIsArchivedAndGoesOnAsANewOne() {
        arrive(click("e1", "a", 0));
        arrive(click("e2", "b", 1));
        arrive(click("e3", "c", 2));
        arrive(click("e4", "d", 3));

        assertThat(items(archived.get(0).getClicks())).containsExactly("a", "b", "c");
        assertThat(items(open.getClicks())).containsExactly("d");
    }

    @Test
    void actionAndRecommendationAreArchived() {
        Click click = click("e1", "a", 0);
        click.setAction(Action.PURCHASE);
        click.setRecommendationId("r7");
        arrive(click);

        assertThat(open.getClicks())
                .containsExactly(new ArchivedClick("e1", "a", START, "PURCHASE", "r7"));
    }

    @Test
    void aClickFromTheFutureCountsAsOfItsArrival() {
        Instant arrival = now;
        arrive(click("e1", "a", 600));

        assertThat(open.getClicks().get(0).getEventTime()).isEqualTo(arrival);
    }

    @Test
    void theStateThatWentInIsNotChanged() {
        arrive(click("e1", "a", 0));
        OpenSession before = open;
        OpenSession copy = OpenSession.newBuilder(before).build();
        arrive(click("e2", "b", 1));

        assertThat(before).isEqualTo(copy);
    }

    @Test
    void limitsThatFitNoSessionAreRefused() {
        assertThatThrownBy(() -> new ArchiveLimits(Duration.ZERO, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArchiveLimits(Duration.ofMinutes(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ArchiveOutcome arrive(Click click) {
        ArchiveOutcome outcome = rules.apply(open, click, now);
        now = now.plusSeconds(1);
        open = outcome.open();
        archived.addAll(outcome.ended());
        return outcome;
    }

    private static List<String> items(List<ArchivedClick> clicks) {
        return clicks.stream().map(ArchivedClick::getItemId).toList();
    }

    private static Click click(String eventId, String itemId, int minute) {
        return Click.newBuilder()
                .setEventId(eventId)
                .setSessionId("s1")
                .setItemId(itemId)
                .setEventTime(START.plus(Duration.ofMinutes(minute)))
                .build();
    }
}
