package dev.semsr.lab.demoshop;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** A choice among items, each with a chance in proportion to a weight. */
final class Choice {

    private final List<ShopItem> items;
    private final double[] cumulative;

    Choice(List<ShopItem> items, ToDoubleFunction<ShopItem> weight) {
        this.items = items;
        cumulative = new double[items.size()];
        double sum = 0;
        for (int i = 0; i < cumulative.length; i++) {
            sum += weight.applyAsDouble(items.get(i));
            cumulative[i] = sum;
        }
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    ShopItem draw(Random random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return items.get(low);
    }
}
