package dev.semsr.jobs.refresh;

import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** What a subtask of the refresh measures. Counted by one thread, read by any. */
final class RefreshMetrics {

    private final Counter items;
    private final Counter gone;
    private final Counter unchanged;
    private final Counter cacheHits;
    private final Counter encoded;
    private final Counter outdated;
    private final Counter refused;
    private volatile long waiting;
    private volatile long oldestSince = Long.MAX_VALUE;

    RefreshMetrics(MetricGroup group) {
        items = group.counter("items");
        group.meter("itemsPerSecond", new MeterView(items));
        gone = group.counter("goneItems");
        unchanged = group.counter("unchangedItems");
        cacheHits = group.counter("cacheHits");
        encoded = group.counter("encodedItems");
        group.meter("encodedItemsPerSecond", new MeterView(encoded));
        outdated = group.counter("outdatedVectors");
        refused = group.counter("refusedTexts");
        group.gauge("waitingItems", this::waitingItems);
        group.gauge("oldestWaitingMillis", this::oldestMillis);
    }

    void item() {
        items.inc();
    }

    void gone() {
        gone.inc();
    }

    /** A record that says nothing new. */
    void unchanged() {
        unchanged.inc();
    }

    /** A text that is the one that was encoded last. */
    void cacheHit() {
        cacheHits.inc();
    }

    void encoded() {
        encoded.inc();
    }

    /** A vector that came for a text which is no longer the item's. */
    void outdated() {
        outdated.inc();
    }

    void refused() {
        refused.inc();
    }

    /** How many items wait for the encoder, and since when the first; null for none. */
    void waiting(long count, Instant oldest) {
        waiting = count;
        oldestSince = oldest == null ? Long.MAX_VALUE : oldest.toEpochMilli();
    }

    /** How many items wait for the encoder. */
    long waitingItems() {
        return waiting;
    }

    /** How many texts were encoded. */
    long encodedItems() {
        return encoded.getCount();
    }

    /** How many records said nothing new. */
    long unchangedItems() {
        return unchanged.getCount();
    }

    /** How many texts were those that were encoded last. */
    long cacheHits() {
        return cacheHits.getCount();
    }

    /** How many vectors came too late. */
    long outdatedVectors() {
        return outdated.getCount();
    }

    /** How many texts the encoder refused. */
    long refusedTexts() {
        return refused.getCount();
    }

    /** Age of the item that waits longest; 0 if none does. */
    long oldestMillis() {
        return Math.max(0, oldestSince == Long.MAX_VALUE ? 0 : now() - oldestSince);
    }

    private static long now() {
        return System.currentTimeMillis();
    }
}
