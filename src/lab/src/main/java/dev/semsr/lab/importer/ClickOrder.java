package dev.semsr.lab.importer;

import java.util.stream.IntStream;

/** Orders of clicks, as arrays of their numbers, 8 bytes a click while sorting. */
final class ClickOrder {

    private final ClickTable clicks;

    private ClickOrder(ClickTable clicks) {
        this.clicks = clicks;
    }

    /** By time, then by session, then as they were read. */
    static int[] byTime(ClickTable clicks) {
        ClickOrder order = new ClickOrder(clicks);
        return sorted(clicks.size(), order::byTime);
    }

    /** By session, then by time, then as they were read. */
    static int[] bySession(ClickTable clicks) {
        ClickOrder order = new ClickOrder(clicks);
        return sorted(clicks.size(), order::bySession);
    }

    private int byTime(int a, int b) {
        int times = Long.compare(clicks.time(a), clicks.time(b));
        return times != 0 ? times : Integer.compare(clicks.session(a), clicks.session(b));
    }

    private int bySession(int a, int b) {
        int sessions = Integer.compare(clicks.session(a), clicks.session(b));
        return sessions != 0 ? sessions : Long.compare(clicks.time(a), clicks.time(b));
    }

    /** Compares two numbers without boxing them. */
    private interface Order {
        int compare(int a, int b);
    }

    /** A merge sort from the bottom up: stable, on plain numbers. */
    private static int[] sorted(int size, Order order) {
        int[] from = IntStream.range(0, size).toArray();
        int[] to = new int[size];
        for (long width = 1; width < size; width *= 2) {
            for (long start = 0; start < size; start += 2 * width) {
                int middle = (int) Math.min(start + width, size);
                int end = (int) Math.min(start + 2 * width, size);
                merge(from, to, (int) start, middle, end, order);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, Order order) {
        int left = start;
        int right = middle;
        for (int place = start; place < end; place++) {
            boolean takeLeft =
                    left < middle && (right >= end || order.compare(from[left], from[right]) <= 0);
            to[place] = takeLeft ? from[left++] : from[right++];
        }
    }
}
