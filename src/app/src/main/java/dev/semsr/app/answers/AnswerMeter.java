package dev.semsr.app.answers;

import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.RecommendedItem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Joins clicks with their answers. A repeated answer counts once. Answers come from one thread;
 * everything else may be called from any.
 *
 * <p>Latency is counted from the moment a click was due, not from when it was sent: a sender that
 * was held up itself does not make the answers look faster.
 */
public final class AnswerMeter {

    private static final long HIGHEST_MICROS = Duration.ofMinutes(10).toMillis() * 1_000;
    private static final int DIGITS = 3;

    private final Map<String, AskedClick> waiting = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong predictions = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final Recorder recorder = new Recorder(1, HIGHEST_MICROS, DIGITS);
    private final Histogram latencies = new Histogram(1, HIGHEST_MICROS, DIGITS);
    private volatile long measureFrom = Long.MIN_VALUE;

    /** Leaves out the latencies of clicks that are due before this moment: warm-up. */
    public void measureFrom(long nanoTime) {
        measureFrom = nanoTime;
    }

    /** A click is about to be sent. */
    public void asked(AskedClick click) {
        asked.incrementAndGet();
        waiting.put(click.eventId(), click);
    }

    /**
     * An answer arrived.
     *
     * @return the click it answers; null if that is not known, or was answered before
     */
    public AskedClick answered(Recommendation answer, long arrivalNanos) {
        AskedClick click = waiting.get(answer.getClickEventId());
        if (click == null) {
            repeated.incrementAndGet();
            return null;
        }
        if (click.dueNanos() >= measureFrom) {
            record((arrivalNanos - click.dueNanos()) / 1_000);
        }
        countHit(click, answer);
        answered.incrementAndGet();
        // Last, so that all counts are complete when nothing waits any more.
        waiting.remove(click.eventId());
        return click;
    }

    private void record(long micros) {
        recorder.recordValue(Math.min(HIGHEST_MICROS, Math.max(1, micros)));
    }

    private void countHit(AskedClick click, Recommendation answer) {
        if (click.nextItem() == null) {
            return;
        }
        predictions.incrementAndGet();
        boolean hit =
                answer.getItems().stream()
                        .map(RecommendedItem::getItemId)
                        .anyMatch(click.nextItem()::equals);
        if (hit) {
            hits.incrementAndGet();
        }
    }

    /** Clicks sent so far. */
    public long asked() {
        return asked.get();
    }

    /** Clicks that got an answer. */
    public long answered() {
        return answered.get();
    }

    /** Answers to clicks that were answered before, or that are none of ours. */
    public long repeated() {
        return repeated.get();
    }

    /** Whether no click waits. */
    public boolean allAnswered() {
        return waiting.isEmpty();
    }

    /** Clicks that wait for an answer. */
    public long waiting() {
        return waiting.size();
    }

    /** Share of lists that held the shopper's next click; NaN before there was one. */
    public double hitRate() {
        return predictions.get() == 0 ? Double.NaN : (double) hits.get() / predictions.get();
    }

    /** All latencies measured so far, in microseconds. */
    public synchronized Histogram latencies() {
        latencies.add(recorder.getIntervalHistogram());
        return latencies.copy();
    }
}
