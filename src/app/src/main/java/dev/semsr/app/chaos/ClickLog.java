package dev.semsr.app.chaos;

import java.util.Arrays;

/**
 * When each click was sent and when its first answer arrived. Clicks have numbers from 0. Used by
 * the sender's and the reader's threads at once.
 */
final class ClickLog {

    private static final String PREFIX = "e";
    private static final int FIRST_CAPACITY = 1 << 16;

    private long[] sent = new long[FIRST_CAPACITY];
    private long[] arrived = new long[FIRST_CAPACITY];
    private int clicks;
    private int answered;
    private int oldestOpen;

    /** Notes a click that is sent now, and returns its event id. */
    synchronized String send(long nowMillis) {
        if (clicks == sent.length) {
            sent = Arrays.copyOf(sent, 2 * clicks);
            arrived = Arrays.copyOf(arrived, 2 * clicks);
        }
        sent[clicks] = nowMillis;
        return PREFIX + clicks++;
    }

    /** Notes an answer; one that came before, or to no click of this log, changes nothing. */
    synchronized void answer(String eventId, long nowMillis) {
        if (!eventId.startsWith(PREFIX)) {
            return;
        }
        int number = Integer.parseInt(eventId.substring(PREFIX.length()));
        if (number < clicks && arrived[number] == 0) {
            arrived[number] = nowMillis;
            answered++;
        }
    }

    synchronized int clicks() {
        return clicks;
    }

    synchronized int answered() {
        return answered;
    }

    /** Whether every click that was sent before a moment is answered. */
    synchronized boolean isAnsweredUntil(long millis) {
        while (oldestOpen < clicks && arrived[oldestOpen] != 0) {
            oldestOpen++;
        }
        return oldestOpen == clicks || sent[oldestOpen] > millis;
    }

    /** Latencies in milliseconds of the answered clicks that were sent in a span of time. */
    synchronized long[] latencies(long fromMillis, long toMillis) {
        long[] result = new long[clicks];
        int count = 0;
        for (int i = 0; i < clicks; i++) {
            if (arrived[i] != 0 && sent[i] >= fromMillis && sent[i] < toMillis) {
                result[count++] = arrived[i] - sent[i];
            }
        }
        return Arrays.copyOf(result, count);
    }

    /**
     * The moment at which the longest silence between two answers ended, of those that arrived in a
     * span of time; the beginning of the span if there was none.
     */
    synchronized long endOfLongestSilence(long fromMillis, long toMillis) {
        long[] moments =
                Arrays.stream(arrived, 0, clicks)
                        .filter(at -> at >= fromMillis && at < toMillis)
                        .sorted()
                        .toArray();
        long before = fromMillis;
        long longest = 0;
        long end = fromMillis;
        for (long moment : moments) {
            if (moment - before > longest) {
                longest = moment - before;
                end = moment;
            }
            before = moment;
        }
        return end;
    }
}
