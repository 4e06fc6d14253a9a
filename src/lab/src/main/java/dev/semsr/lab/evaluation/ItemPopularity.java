package dev.semsr.lab.evaluation;

import dev.semsr.lab.protocol.Split;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How often items were clicked in training, and how popular that makes them. */
final class ItemPopularity {

    private final Map<String, Integer> rows = new HashMap<>();
    private final int[] clicks;
    private final int[] ascending;

    ItemPopularity(Split split) {
        clicks = new int[split.itemIds().size()];
        for (int row = 0; row < clicks.length; row++) {
            rows.put(split.itemIds().get(row), row);
        }
        for (int[] session : split.training()) {
            for (int row : session) {
                clicks[row]++;
            }
        }
        ascending = clicks.clone();
        Arrays.sort(ascending);
    }

    int items() {
        return clicks.length;
    }

    /** Clicks in training; 0 for an item that the data set does not know. */
    int clicks(String item) {
        Integer row = rows.get(item);
        return row == null ? 0 : clicks[row];
    }

    /** Share of the catalogue that was clicked less often. */
    double percentile(String item) {
        return below(clicks(item)) / (double) Math.max(1, clicks.length);
    }

    private int below(int count) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < count) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
