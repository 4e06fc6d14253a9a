package dev.semsr.core.archive;

import dev.semsr.core.archive.ArchiveOutcome.Effect;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.ArchivedClick;
import dev.semsr.schemas.ArchivedSession;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.OpenSession;
import dev.semsr.schemas.SessionErasure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a click does to the archive: which session it belongs to, and which one has ended by it. The
 * state that goes in is never changed, a new one comes out.
 *
 * <p>Nothing of a click without consent is stored. {@code ERASE} drops the open session and is
 * itself archived, so that readers leave out what was archived of that session before.
 */
public final class ArchiveRules {

    private static final int RECENT_EVENTS = 200;

    private final ArchiveLimits limits;

    /** Rules with the given limits. */
    public ArchiveRules(ArchiveLimits limits) {
        this.limits = limits;
    }

    /**
     * Applies a valid click.
     *
     * @param before the open session; null if there is none
     * @param click the click
     * @param now the time of its arrival, by the clock of the job
     */
    public ArchiveOutcome apply(OpenSession before, Click click, Instant now) {
        if (click.getAction() == Action.ERASE) {
            return new ArchiveOutcome(
                    Effect.ERASED, null, List.of(), new SessionErasure(click.getSessionId(), now));
        }
        if (!click.getConsent()) {
            return new ArchiveOutcome(Effect.NO_CONSENT, before, List.of(), null);
        }
        if (before == null) {
            return kept(begun(List.of(), click, now), List.of());
        }
        if (before.getRecentEventIds().contains(click.getEventId())) {
            return new ArchiveOutcome(Effect.DUPLICATE, before, List.of(), null);
        }
        return place(before, click, now);
    }

    /** The session as it is archived. */
    public ArchivedSession ended(String sessionId, OpenSession session) {
        List<ArchivedClick> clicks = session.getClicks();
        return new ArchivedSession(
                sessionId,
                clicks,
                clicks.get(0).getEventTime(),
                lastClick(session),
                session.getFirstArrivalTime());
    }

    /** The event time after which no click belongs to the session any more. */
    public Instant end(OpenSession session) {
        return lastClick(session).plus(limits.gap());
    }

    private ArchiveOutcome place(OpenSession before, Click click, Instant now) {
        Instant time = time(click, now);
        boolean full = before.getClicks().size() >= limits.maxClicks();
        if (full || time.isAfter(end(before))) {
            return kept(
                    begun(before.getRecentEventIds(), click, now),
                    List.of(ended(click.getSessionId(), before)));
        }
        OpenSession after = arrived(before, click, now);
        if (time.plus(limits.gap()).isBefore(before.getClicks().get(0).getEventTime())) {
            ArchivedSession alone = ended(click.getSessionId(), begun(List.of(), click, now));
            return new ArchiveOutcome(Effect.STRAY, after, List.of(alone), null);
        }
        after.setClicks(inserted(before.getClicks(), archived(click, now)));
        return kept(after, List.of());
    }

    private static ArchiveOutcome kept(OpenSession open, List<ArchivedSession> ended) {
        return new ArchiveOutcome(Effect.KEPT, open, ended, null);
    }

    private static OpenSession begun(List<String> recentEvents, Click click, Instant now) {
        return new OpenSession(
                List.of(archived(click, now)), withEvent(recentEvents, click), now, now);
    }

    private static OpenSession arrived(OpenSession before, Click click, Instant now) {
        return new OpenSession(
                before.getClicks(),
                withEvent(before.getRecentEventIds(), click),
                before.getFirstArrivalTime(),
                now);
    }

    /** A click from the future counts as of its arrival, as in the live sessions. */
    private static Instant time(Click click, Instant now) {
        return click.getEventTime().isAfter(now) ? now : click.getEventTime();
    }

    private static Instant lastClick(OpenSession session) {
        return session.getClicks().get(session.getClicks().size() - 1).getEventTime();
    }

    private static ArchivedClick archived(Click click, Instant now) {
        return new ArchivedClick(
                click.getEventId(),
                click.getItemId(),
                time(click, now),
                click.getAction().name(),
                click.getRecommendationId());
    }

    /** The clicks with one more, behind those of the same time: they arrived before it. */
    private static List<ArchivedClick> inserted(List<ArchivedClick> clicks, ArchivedClick click) {
        int place = clicks.size();
        while (place > 0 && clicks.get(place - 1).getEventTime().isAfter(click.getEventTime())) {
            place--;
        }
        List<ArchivedClick> result = new ArrayList<>(clicks.size() + 1);
        result.addAll(clicks);
        result.add(place, click);
        return result;
    }

    private static List<String> withEvent(List<String> eventIds, Click click) {
        int surplus = Math.max(0, eventIds.size() + 1 - RECENT_EVENTS);
        List<String> result = new ArrayList<>(eventIds.subList(surplus, eventIds.size()));
        result.add(click.getEventId());
        return result;
    }
}
