package dev.semsr.app.replay;

import java.time.Duration;
import java.time.Instant;

/** When each click of a replay is to be sent. */
@FunctionalInterface
public interface Pace {

    /**
     * When a click is due.
     *
     * @param index number of the click, from 0
     * @param eventTime its recorded time; never before that of the click with number 0
     * @return nanoseconds since the replay began
     */
    long dueNanos(long index, Instant eventTime);

    /** As fast as the broker takes them. */
    static Pace unlimited() {
        return (index, eventTime) -> 0;
    }

    /**
     * The same number of clicks each second, whatever their recorded times.
     *
     * @param clicksPerSecond above 0
     */
    static Pace rate(double clicksPerSecond) {
        requirePositive(clicksPerSecond, "rate");
        return (index, eventTime) -> Math.round(index * 1e9 / clicksPerSecond);
    }

    /**
     * As recorded, but so many times faster.
     *
     * @param first recorded time of the first click
     * @param speed 1 for as recorded, 60 for an hour in a minute; above 0
     */
    static Pace recorded(Instant first, double speed) {
        requirePositive(speed, "speed");
        return (index, eventTime) ->
                Math.round(Duration.between(first, eventTime).toNanos() / speed);
    }

    private static void requirePositive(double value, String name) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("The " + name + " must be above 0, not " + value);
        }
    }
}
