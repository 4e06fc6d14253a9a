package dev.semsr.app.replay;

import dev.semsr.schemas.Click;
import java.time.Duration;
import java.time.Instant;

/** The event times that replayed clicks carry. */
@FunctionalInterface
public interface EventTimes {

    /** The event time that a click is sent with. */
    Instant of(Instant recorded);

    /** As recorded. The job refuses clicks that are too old for it. */
    static EventTimes asRecorded() {
        return recorded -> recorded;
    }

    /**
     * All moved by the same span, so that the newest click happens at a given moment: gaps stay as
     * recorded, and no click lies in the future, however fast the replay is.
     *
     * @param newest recorded time of the newest click
     * @param moment the time it gets
     */
    static EventTimes movedSoThat(Instant newest, Instant moment) {
        Duration shift = Duration.between(newest, moment);
        return recorded -> recorded.plus(shift);
    }

    /** A copy of a click with the time it is to be sent with. */
    default Click apply(Click click) {
        return Click.newBuilder(click).setEventTime(of(click.getEventTime())).build();
    }
}
