package dev.semsr.core.session;

import dev.semsr.core.session.SessionOutcome.Reply;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import dev.semsr.schemas.SessionClick;
import dev.semsr.schemas.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a click does to its session. The state that goes in is never changed, a new one comes out.
 * Not thread-safe: clicks without consent are counted beside the state.
 *
 * <p>A click counts when it arrives; a late one is put in its place by event time. One that is
 * older than the whole session by more than the gap belongs to an earlier, forgotten session: it is
 * answered from itself alone and the newer session stays as it is.
 *
 * <p>No click lies in the future: one whose producer's clock runs ahead counts as of its arrival.
 * Left as it is, it would stay the newest of its session until its time has come.
 *
 * <p>A click without consent is answered from itself alone. Nothing of it is stored, and what was
 * stored with consent before is not touched: to forget that, there is {@code ERASE}.
 */
public final class SessionRules {

    private static final Duration RATE_WINDOW = Duration.ofSeconds(1);

    private final SessionLimits limits;
    private final UnstoredRates unstored = new UnstoredRates();

    /** Rules with the given limits. */
    public SessionRules(SessionLimits limits) {
        this.limits = limits;
    }

    /**
     * Applies a valid click.
     *
     * @param before what is remembered of the session; null if nothing
     * @param click the click
     * @param now the time of its arrival, by the clock of the job
     */
    public SessionOutcome apply(SessionState before, Click click, Instant now) {
        if (click.getAction() == Action.ERASE) {
            return new SessionOutcome(Reply.ERASED, null, before != null, List.of(), List.of(), 0);
        }
        if (!click.getConsent()) {
            return withoutConsent(before, click, now);
        }
        if (before == null) {
            return remember(SessionState.newBuilder().build(), click, now);
        }
        if (before.getRecentEventIds().contains(click.getEventId())) {
            return new SessionOutcome(
                    Reply.DUPLICATE, before, false, List.of(), List.of(), before.getSequence());
        }
        return remember(before, click, now);
    }

    /** Whether a click claims a time that is still to come: its producer's clock runs ahead. */
    public static boolean isFromTheFuture(Click click, Instant now) {
        return click.getAction() != Action.ERASE && click.getEventTime().isAfter(now);
    }

    /** The click with the time that it counts as of: its own, or now if it is from the future. */
    public static Click dated(Click click, Instant now) {
        return isFromTheFuture(click, now)
                ? Click.newBuilder(click).setEventTime(now).build()
                : click;
    }

    private SessionOutcome withoutConsent(SessionState before, Click click, Instant now) {
        int clicks = unstored.count(click.getSessionId(), now);
        List<String> items = List.of(click.getItemId());
        List<String> purchased = isPurchase(click) ? items : List.of();
        return new SessionOutcome(reply(clicks), before, false, items, purchased, 0);
    }

    private Reply reply(int clicksInThisSecond) {
        return clicksInThisSecond > limits.maxClicksPerSecond() ? Reply.RATE_LIMITED : Reply.MODEL;
    }

    private SessionOutcome remember(SessionState before, Click click, Instant now) {
        List<SessionClick> earlier = before.getClicks();
        Instant time = dated(click, now).getEventTime();
        boolean afresh = isLongerThanGap(before.getLastEventTime(), time);
        boolean stray = !earlier.isEmpty() && isLongerThanGap(time, earlier.get(0).getEventTime());
        List<SessionClick> clicks =
                stray
                        ? earlier
                        : newest(
                                inserted(
                                        afresh ? List.of() : earlier,
                                        new SessionClick(click.getItemId(), time)));
        SessionState after = counted(before, now);
        after.setClicks(clicks);
        after.setSequence(afresh ? 1 : before.getSequence() + 1);
        after.setVariant(afresh ? null : before.getVariant());
        after.setLastEventTime(latest(before.getLastEventTime(), time));
        after.setRecentEventIds(withEventId(before.getRecentEventIds(), click.getEventId()));
        after.setConsent(true);
        after.setPurchasedItems(
                withPurchase(afresh ? List.of() : before.getPurchasedItems(), click));
        return new SessionOutcome(
                reply(after.getRateWindowClicks()),
                after,
                true,
                stray ? List.of(click.getItemId()) : itemIds(clicks),
                after.getPurchasedItems(),
                after.getSequence());
    }

    private boolean isLongerThanGap(Instant earlier, Instant later) {
        return Duration.between(earlier, later).compareTo(limits.gap()) > 0;
    }

    /** A new state in which this arrival is counted in its second. */
    private static SessionState counted(SessionState before, Instant now) {
        SessionState after = new SessionState();
        after.setLastArrivalTime(now);
        Duration sinceStart = Duration.between(before.getRateWindowStart(), now);
        if (sinceStart.isNegative() || sinceStart.compareTo(RATE_WINDOW) >= 0) {
            after.setRateWindowStart(now);
            after.setRateWindowClicks(1);
        } else {
            after.setRateWindowStart(before.getRateWindowStart());
            after.setRateWindowClicks(before.getRateWindowClicks() + 1);
        }
        return after;
    }

    /** The clicks with one more, behind those of the same time: they arrived before it. */
    private static List<SessionClick> inserted(List<SessionClick> clicks, SessionClick click) {
        int place = clicks.size();
        while (place > 0 && clicks.get(place - 1).getEventTime().isAfter(click.getEventTime())) {
            place--;
        }
        List<SessionClick> result = new ArrayList<>(clicks.size() + 1);
        result.addAll(clicks);
        result.add(place, click);
        return result;
    }

    private List<SessionClick> newest(List<SessionClick> clicks) {
        int surplus = Math.max(0, clicks.size() - limits.maxClicks());
        return surplus == 0 ? clicks : new ArrayList<>(clicks.subList(surplus, clicks.size()));
    }

    private static boolean isPurchase(Click click) {
        return click.getAction() == Action.PURCHASE;
    }

    /** The bought items with one more, if the click is a purchase. */
    private List<String> withPurchase(List<String> purchased, Click click) {
        if (!isPurchase(click) || purchased.contains(click.getItemId())) {
            return purchased;
        }
        int surplus = Math.max(0, purchased.size() + 1 - limits.maxClicks());
        List<String> result = new ArrayList<>(purchased.subList(surplus, purchased.size()));
        result.add(click.getItemId());
        return result;
    }

    private List<String> withEventId(List<String> eventIds, String eventId) {
        int surplus = Math.max(0, eventIds.size() + 1 - limits.recentEvents());
        List<String> result = new ArrayList<>(eventIds.subList(surplus, eventIds.size()));
        result.add(eventId);
        return result;
    }

    private static Instant latest(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private static List<String> itemIds(List<SessionClick> clicks) {
        return clicks.stream().map(SessionClick::getItemId).toList();
    }
}
