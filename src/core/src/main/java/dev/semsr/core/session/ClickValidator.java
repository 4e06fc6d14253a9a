package dev.semsr.core.session;

import dev.semsr.core.session.InvalidClickException.Reason;
import dev.semsr.schemas.Action;
import dev.semsr.schemas.Click;
import java.time.Instant;

/** Tells clicks that can be answered from those that break the contract. */
public final class ClickValidator {

    private static final char REPLACEMENT = '\uFFFD';

    private final ClickLimits limits;

    /** A validator with the given limits. */
    public ClickValidator(ClickLimits limits) {
        this.limits = limits;
    }

    /**
     * Checks a click. Of an {@code ERASE} only the ids of event and session are checked: a wish to
     * be forgotten does not fail on a wrong clock.
     *
     * @param click the click
     * @param now the time of its arrival
     * @throws InvalidClickException what is wrong with it, with the offending value and the limit
     */
    public void check(Click click, Instant now) throws InvalidClickException {
        checkId("event_id", click.getEventId());
        checkText("event_id", click.getEventId());
        checkId("session_id", click.getSessionId());
        checkText("session_id", click.getSessionId());
        if (click.getAction() == Action.ERASE) {
            return;
        }
        checkId("item_id", click.getItemId());
        checkTime(click.getEventTime(), now);
    }

    private void checkId(String field, String id) throws InvalidClickException {
        if (id == null || id.isBlank()) {
            throw new InvalidClickException(
                    Reason.MISSING_ID,
                    field + " is missing or empty; the producer must set it on every click");
        }
        if (id.length() > limits.maxIdLength()) {
            throw new InvalidClickException(
                    Reason.LONG_ID,
                    "%s is %d characters long, at most %d are allowed"
                            .formatted(field, id.length(), limits.maxIdLength()));
        }
    }

    /**
     * Bytes that are no UTF-8 (lone surrogates among them) are read as replacement characters: two
     * different ids could become one, and two shoppers one session. An item id may be so damaged;
     * it is then an item that no model knows.
     */
    private static void checkText(String field, String id) throws InvalidClickException {
        int place = id.indexOf(REPLACEMENT);
        if (place >= 0) {
            throw new InvalidClickException(
                    Reason.DAMAGED_ID,
                    "%s is not valid UTF-8 at character %d; the producer must encode ids as UTF-8"
                            .formatted(field, place));
        }
    }

    private void checkTime(Instant eventTime, Instant now) throws InvalidClickException {
        if (eventTime.isBefore(now.minus(limits.maxAge()))) {
            throw new InvalidClickException(
                    Reason.TOO_OLD,
                    "event_time %s lies more than %s before %s; event_time is in milliseconds since 1970"
                            .formatted(eventTime, limits.maxAge(), now));
        }
        if (eventTime.isAfter(now.plus(limits.maxSkew()))) {
            throw new InvalidClickException(
                    Reason.IN_FUTURE,
                    "event_time %s lies more than %s after %s; no clock runs so far ahead; check the unit (milliseconds since 1970)"
                            .formatted(eventTime, limits.maxSkew(), now));
        }
    }
}
