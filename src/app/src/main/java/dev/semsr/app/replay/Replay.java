package dev.semsr.app.replay;

import dev.semsr.schemas.Click;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Sends clicks when they are due. What is late, because the machine or the broker was slow, is sent
 * at once: the pace never waits for the slow one, as shoppers do not.
 */
public final class Replay {

    /** Is told of each click just before it is sent. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A click goes out.
         *
         * @param click as it is sent
         * @param dueNanos when it was due, in terms of {@link System#nanoTime()}
         */
        void sending(Click click, long dueNanos);
    }

    private final ClickProducer producer;
    private final Pace pace;
    private final EventTimes times;

    /** A replay that is not begun. */
    public Replay(ClickProducer producer, Pace pace, EventTimes times) {
        this.producer = producer;
        this.pace = pace;
        this.times = times;
    }

    /**
     * Sends the clicks one after the other, then waits for their acknowledgements.
     *
     * @param goOn asked before each click; false ends the replay early
     */
    public ReplayReport run(Iterator<Click> clicks, Listener listener, BooleanSupplier goOn) {
        long begun = System.nanoTime();
        long sentBefore = producer.sent();
        long acknowledgedBefore = producer.acknowledged();
        for (long index = 0; clicks.hasNext(); index++) {
            Click recorded = clicks.next();
            long due = begun + pace.dueNanos(index, recorded.getEventTime());
            if (!awaitDue(due, goOn)) {
                break;
            }
            Click click = times.apply(recorded);
            listener.sending(click, due);
            producer.send(click);
        }
        producer.flush();
        return new ReplayReport(
                producer.sent() - sentBefore,
                producer.acknowledged() - acknowledgedBefore,
                Duration.ofNanos(System.nanoTime() - begun),
                producer.firstFailure());
    }

    private static boolean awaitDue(long due, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            long left = due - System.nanoTime();
            if (left <= 0) {
                return true;
            }
            LockSupport.parkNanos(Math.min(left, 100_000_000));
        }
        return false;
    }
}
