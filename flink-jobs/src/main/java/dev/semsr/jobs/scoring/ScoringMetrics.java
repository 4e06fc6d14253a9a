package dev.semsr.jobs.scoring;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a model host measures; shown under every subtask that uses it. Thread-safe. */
final class ScoringMetrics {

    private static final int WINDOW = 1_000;

    private final Histogram batchSize = new DescriptiveStatisticsHistogram(WINDOW);
    private final Histogram latencyMicros = new DescriptiveStatisticsHistogram(WINDOW);

    /** Counts a call of the device. */
    void batch(int size) {
        batchSize.update(size);
    }

    /** Counts a request that was answered. */
    void answered(long submittedNanos) {
        latencyMicros.update((System.nanoTime() - submittedNanos) / 1_000);
    }

    /** Shows the host's metrics in a group. */
    void register(MetricGroup group, ModelHost host) {
        group.histogram("batchSize", batchSize);
        group.histogram("scoringLatencyMicros", latencyMicros);
        group.gauge("queueDepth", host::queueDepth);
        group.gauge("modelLoaded", () -> host.isLoaded() ? 1 : 0);
    }

    /** Sizes of the newest batches. */
    Histogram batchSizes() {
        return batchSize;
    }
}
