package dev.semsr.app.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark of the pipeline measures.
 *
 * @param items size of the catalogue
 * @param rates clicks a second, one measurement each
 * @param warmUp how long clicks are sent at each rate before it is measured
 * @param measured how long each rate is measured
 * @param parallelism subtasks of each operator, and partitions of the topics
 * @param options further options of the job or of Flink
 */
public record BenchSettings(
        int items,
        List<Double> rates,
        Duration warmUp,
        Duration measured,
        int parallelism,
        Map<String, String> options) {

    /** Copies the collections and checks the ranges. */
    public BenchSettings {
        rates = List.copyOf(rates);
        options = Map.copyOf(options);
        if (items < 1 || parallelism < 1 || measured.toMillis() < 1 || warmUp.isNegative()) {
            throw new IllegalArgumentException(
                    "A benchmark needs at least one item, one subtask and some time");
        }
        if (rates.isEmpty() || rates.stream().anyMatch(rate -> !(rate > 0))) {
            throw new IllegalArgumentException(
                    "Rates must be above 0 clicks a second, not " + rates);
        }
    }
}
