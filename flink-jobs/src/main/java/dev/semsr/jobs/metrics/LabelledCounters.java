package dev.semsr.jobs.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of one name that differ in their labels, made when first used. A second registration of
 * the same counter would be ignored by Flink, so they are kept here. Not thread-safe.
 */
public final class LabelledCounters {

    private final MetricGroup group;
    private final String name;
    private final List<String> labels;
    private final Map<List<String>, Counter> counters = new HashMap<>();

    /**
     * Counters in a group.
     *
     * @param group where they are shown
     * @param name their name
     * @param labels names of the labels
     */
    public LabelledCounters(MetricGroup group, String name, String... labels) {
        this.group = group;
        this.name = name;
        this.labels = List.of(labels);
    }

    /** Counts one more under these values of the labels, in the order of the labels. */
    public void inc(String... values) {
        counters.computeIfAbsent(List.of(values), this::register).inc();
    }

    /** Counts so many more under these values of the labels, in the order of the labels. */
    public void add(long more, String... values) {
        counters.computeIfAbsent(List.of(values), this::register).inc(more);
    }

    private Counter register(List<String> values) {
        MetricGroup labelled = group;
        for (int i = 0; i < labels.size(); i++) {
            labelled = labelled.addGroup(labels.get(i), values.get(i));
        }
        return labelled.counter(name);
    }
}
