package dev.semsr.lab.demoshop;

import java.time.Duration;
import java.time.Instant;

/**
 * How big the shop is.
 *
 * @param seed decides everything that is drawn
 * @param items number of items, at least 300
 * @param sessions number of sessions
 * @param start when the first day begins
 * @param period how long the shop is watched
 * @param coldShare share of items that appear only in the last days, so that no training before
 *     them has seen a click on one
 */
public record DemoShopSettings(
        long seed, int items, int sessions, Instant start, Duration period, double coldShare) {

    private static final int FEWEST_ITEMS = 300;

    /** Checks the ranges. */
    public DemoShopSettings {
        if (items < FEWEST_ITEMS) {
            throw new IllegalArgumentException(
                    items + " items are too few for 30 categories: " + FEWEST_ITEMS + " or more");
        }
        if (sessions < 1 || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("A shop needs at least one session and some time");
        }
        if (coldShare < 0 || coldShare > 0.5) {
            throw new IllegalArgumentException("The share of cold items must be in 0 to 0.5");
        }
    }

    /** 2,000 items, 20,000 sessions, 30 days. */
    public static DemoShopSettings defaults() {
        return new DemoShopSettings(
                7, 2_000, 20_000, Instant.parse("2026-06-01T00:00:00Z"), Duration.ofDays(30), 0.03);
    }

    /** The same shop drawn from another seed. */
    public DemoShopSettings withSeed(long newSeed) {
        return new DemoShopSettings(newSeed, items, sessions, start, period, coldShare);
    }

    /** The same shop with another number of items and sessions. */
    public DemoShopSettings withSize(int newItems, int newSessions) {
        return new DemoShopSettings(seed, newItems, newSessions, start, period, coldShare);
    }
}
