package dev.semsr.jobs.refresh;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which items go to the encoder next. It holds only so many ids as fit; the others stand in the
 * state alone until there is room. Each item is at the encoder at most once.
 */
final class EncodingQueue {

    private final int maxQueued;
    private final int maxAtEncoder;
    private final Map<String, Instant> queued = new LinkedHashMap<>();
    private final Map<String, Instant> atEncoder = new LinkedHashMap<>();
    private boolean overflowed;

    /**
     * @param maxQueued ids that are held in memory
     * @param maxAtEncoder texts that are with the encoder at a time
     */
    EncodingQueue(int maxQueued, int maxAtEncoder) {
        this.maxQueued = maxQueued;
        this.maxAtEncoder = maxAtEncoder;
    }

    /** Queues an item; one that is queued keeps its place. */
    void add(String itemId, Instant since) {
        if (queued.containsKey(itemId) || atEncoder.containsKey(itemId)) {
            return;
        }
        if (queued.size() >= maxQueued) {
            overflowed = true;
        } else {
            queued.put(itemId, since);
        }
    }

    /**
     * Takes an item out that waits no longer. At the encoder it stays until the encoder answers.
     */
    void remove(String itemId) {
        queued.remove(itemId);
    }

    /** The next item for the encoder; null if there is none or the encoder has enough. */
    String next() {
        if (queued.isEmpty() || atEncoder.size() >= maxAtEncoder) {
            return null;
        }
        Map.Entry<String, Instant> first = queued.entrySet().iterator().next();
        String itemId = first.getKey();
        atEncoder.put(itemId, first.getValue());
        queued.remove(itemId);
        return itemId;
    }

    /** The encoder has answered. */
    void answered(String itemId) {
        atEncoder.remove(itemId);
    }

    /** Whether there are items in the state that found no room here, and now there is room. */
    boolean wantsRefill() {
        return overflowed && queued.isEmpty();
    }

    /**
     * Before the items that found no room are added again.
     *
     * @param waiting how many items wait in all
     */
    void refill(long waiting) {
        overflowed = waiting > maxQueued;
    }

    /** Room for further ids. */
    int room() {
        return maxQueued - queued.size();
    }

    /** Since when the first item waits; null for none. */
    Instant oldest() {
        Instant first = first(atEncoder);
        Instant next = first(queued);
        return first == null || (next != null && next.isBefore(first)) ? next : first;
    }

    private static Instant first(Map<String, Instant> items) {
        return items.isEmpty() ? null : items.values().iterator().next();
    }
}
