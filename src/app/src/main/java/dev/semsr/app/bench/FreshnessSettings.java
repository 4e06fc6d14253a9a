package dev.semsr.app.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What a benchmark of freshness measures.
 *
 * @param items size of the catalogue at the start
 * @param rate clicks a second beside the changes
 * @param warmUp how long clicks are sent before the first change
 * @param changes how many items are published, made unavailable and available again
 * @param options further options of both jobs or of Flink
 */
public record FreshnessSettings(
        int items, double rate, Duration warmUp, int changes, Map<String, String> options) {

    /** Copies the options and checks the ranges. */
    public FreshnessSettings {
        options = Map.copyOf(options);
        if (items < 1 || changes < 1 || warmUp.isNegative() || !(rate > 0)) {
            throw new IllegalArgumentException(
                    "A benchmark needs at least one item, one change and one click a second");
        }
    }
}
