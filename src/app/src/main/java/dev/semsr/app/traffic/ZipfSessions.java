package dev.semsr.app.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Made-up sessions: an item's popularity falls with its rank as Zipf's law says, and a session goes
 * on with the same chance after each click. Seeded.
 */
public final class ZipfSessions implements Supplier<ShopperSession> {

    private static final double EXPONENT = 1.0;
    private static final double GOES_ON = 0.8;
    private static final int LONGEST = 50;

    private final List<String> items;
    private final double[] cumulative;
    private final Random random;
    private final String prefix;
    private long made;

    /**
     * Sessions on a catalogue.
     *
     * @param items ids of the items, the most popular first
     * @param seed decides the sessions, and is part of their ids
     */
    public ZipfSessions(List<String> items, long seed) {
        this.prefix = "z" + seed + "-";
        this.items = List.copyOf(items);
        this.random = new Random(seed);
        this.cumulative = new double[items.size()];
        double sum = 0;
        for (int rank = 0; rank < cumulative.length; rank++) {
            sum += 1 / Math.pow(rank + 1, EXPONENT);
            cumulative[rank] = sum;
        }
    }

    @Override
    public ShopperSession get() {
        List<String> clicked = new ArrayList<>();
        do {
            clicked.add(item());
        } while (clicked.size() < LONGEST && random.nextDouble() < GOES_ON);
        return new ShopperSession(prefix + ++made, clicked);
    }

    private String item() {
        double drawn = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, drawn);
        return items.get(Math.min(items.size() - 1, found < 0 ? -found - 1 : found));
    }
}
