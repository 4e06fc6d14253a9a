package dev.semsr.lab.demoshop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws sessions: what a shopper clicks, and when. */
final class Shopper {

    /** How the next click comes about; the shares add up to 1. */
    private static final double REVISIT = 0.06;

    private static final double COMPLEMENT = 0.22;
    private static final double BRAND_MATE = 0.08;
    private static final double ANYTHING = 0.05;

    /** How often a shopper goes on from an earlier item instead of from the last. */
    private static final double LOOK_BACK = 0.25;

    private static final double LENGTH_LOG_MEAN = StrictMath.log(3.7);
    private static final double LENGTH_LOG_SD = 0.75;
    private static final int LONGEST = 80;

    private static final double DWELL_LOG_MEAN = StrictMath.log(35_000);
    private static final double DWELL_LOG_SD = 0.9;
    private static final long SHORTEST_DWELL_MILLIS = 1_000;
    private static final long LONGEST_DWELL_MILLIS = 20 * 60_000;

    private static final int TRIES = 20;

    private final Tastes tastes;
    private final Random random;

    Shopper(Tastes tastes, Random random) {
        this.tastes = tastes;
        this.random = random;
    }

    /** One click of a session. */
    record ShopClick(ShopItem item, long timeMillis) {}

    List<ShopClick> session(long startMillis) {
        int length = length();
        List<ShopClick> clicks = new ArrayList<>(length);
        long time = startMillis;
        while (clicks.size() < length) {
            clicks.add(new ShopClick(next(clicks, time), time));
            time += dwell();
        }
        return clicks;
    }

    private int length() {
        double drawn = StrictMath.exp(LENGTH_LOG_MEAN + LENGTH_LOG_SD * random.nextGaussian());
        return (int) Math.max(1, Math.min(LONGEST, Math.round(drawn)));
    }

    private long dwell() {
        double drawn = StrictMath.exp(DWELL_LOG_MEAN + DWELL_LOG_SD * random.nextGaussian());
        return Math.max(SHORTEST_DWELL_MILLIS, Math.min(LONGEST_DWELL_MILLIS, Math.round(drawn)));
    }

    private ShopItem next(List<ShopClick> clicks, long time) {
        if (clicks.size() > 2 && random.nextDouble() < REVISIT) {
            return clicks.get(random.nextInt(clicks.size() - 1)).item();
        }
        ShopItem drawn = draw(clicks);
        for (int i = 0; i < TRIES && !fits(drawn, clicks, time); i++) {
            drawn = draw(clicks);
        }
        while (drawn.launchMillis() > time) {
            drawn = tastes.anything().draw(random);
        }
        return drawn;
    }

    private static boolean fits(ShopItem item, List<ShopClick> clicks, long time) {
        return item.launchMillis() <= time
                && clicks.stream().noneMatch(click -> click.item() == item);
    }

    private ShopItem draw(List<ShopClick> clicks) {
        double kind = random.nextDouble();
        if (clicks.isEmpty() || kind < ANYTHING) {
            return tastes.anything().draw(random);
        }
        ShopItem from = goOnFrom(clicks);
        if (kind < ANYTHING + COMPLEMENT) {
            return tastes.complements(from).draw(random);
        }
        if (kind < ANYTHING + COMPLEMENT + BRAND_MATE && !tastes.brandMates(from).isEmpty()) {
            return tastes.brandMates(from).draw(random);
        }
        return tastes.substitutes(from).draw(random);
    }

    private ShopItem goOnFrom(List<ShopClick> clicks) {
        boolean back = random.nextDouble() < LOOK_BACK;
        int place = back ? random.nextInt(clicks.size()) : clicks.size() - 1;
        return clicks.get(place).item();
    }
}
