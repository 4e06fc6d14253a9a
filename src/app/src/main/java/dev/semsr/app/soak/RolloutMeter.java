package dev.semsr.app.soak;

import dev.semsr.app.answers.AskedClick;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Says from the answers when a version has all the traffic, and how long shoppers waited meanwhile.
 * Time is cut into windows: pieces of usual traffic, and one for each order.
 */
final class RolloutMeter {

    /** What happens in a window. */
    enum Kind {
        /** Nothing but clicks. */
        USUAL,
        /** A new version takes over. */
        ROLLOUT,
        /** The old version takes over again. */
        ROLLBACK
    }

    /** So many answers in a row, for so long, and none of another version: it has all traffic. */
    private static final int ANSWERS_IN_A_ROW = 20;

    private static final long SETTLED_NANOS = Duration.ofMillis(250).toNanos();
    private static final long HIGHEST_MICROS = Duration.ofMinutes(10).toMillis() * 1_000;

    private final Map<Kind, Histogram> latencies = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Double>> windowP99 = new EnumMap<>(Kind.class);
    private final Map<Kind, Histogram> takeovers = new EnumMap<>(Kind.class);
    private Kind kind;
    private Histogram window = newHistogram();
    private String wanted;
    private long ordered;
    private long reached;
    private int inARow;
    private long withoutModel;

    RolloutMeter() {
        for (Kind one : Kind.values()) {
            latencies.put(one, newHistogram());
            windowP99.put(one, new ArrayList<>());
            takeovers.put(one, newHistogram());
        }
    }

    /** From now on the answers are counted into a window of usual traffic. */
    synchronized void usual() {
        open(Kind.USUAL, null, 0);
    }

    /** A version has been ordered for all traffic at this time. */
    synchronized void ordered(Kind change, String version, long nanoTime) {
        open(change, version, nanoTime);
    }

    private void open(Kind next, String version, long nanoTime) {
        close();
        kind = next;
        wanted = version;
        ordered = nanoTime;
        reached = 0;
        inARow = 0;
    }

    /** Ends the window. */
    synchronized void close() {
        if (kind != null && window.getTotalCount() > 0) {
            latencies.get(kind).add(window);
            windowP99.get(kind).add(window.getValueAtPercentile(99) / 1_000.0);
        }
        window.reset();
        kind = null;
    }

    /** An answer arrived just now. */
    void answered(AskedClick click, Recommendation answer) {
        answered(click, answer, System.nanoTime());
    }

    synchronized void answered(AskedClick click, Recommendation answer, long arrival) {
        long micros = Math.max(1, (arrival - click.dueNanos()) / 1_000);
        window.recordValue(Math.min(HIGHEST_MICROS, micros));
        if (answer.getItems().isEmpty() || answer.getItems().get(0).getSource() != Source.MODEL) {
            withoutModel++;
        }
        if (wanted == null) {
            return;
        }
        if (answer.getModelVersion().endsWith("/" + wanted)) {
            reached = inARow++ == 0 ? arrival : reached;
        } else {
            inARow = 0;
        }
    }

    /**
     * Whether the version that was ordered has all the traffic: notes how long it took, once.
     *
     * @return milliseconds from the order to the first answer after which no other version
     *     answered; negative if that is still to come
     */
    synchronized double takeover(long now) {
        if (inARow < ANSWERS_IN_A_ROW || now - reached < SETTLED_NANOS) {
            return -1;
        }
        long micros = Math.max(1, (reached - ordered) / 1_000);
        takeovers.get(kind).recordValue(Math.min(HIGHEST_MICROS, micros));
        wanted = null;
        return micros / 1_000.0;
    }

    /** Latencies in all windows of a kind, in microseconds. */
    synchronized Histogram latencies(Kind of) {
        return latencies.get(of).copy();
    }

    /** The 99th percentile of each window of a kind, in milliseconds. */
    synchronized List<Double> windows(Kind of) {
        return List.copyOf(windowP99.get(of));
    }

    /** How long it took until a version had all traffic, in microseconds. */
    synchronized Histogram takeovers(Kind of) {
        return takeovers.get(of).copy();
    }

    /** Answers that were not the model's. */
    synchronized long withoutModel() {
        return withoutModel;
    }

    private static Histogram newHistogram() {
        return new Histogram(1, HIGHEST_MICROS, 3);
    }
}
