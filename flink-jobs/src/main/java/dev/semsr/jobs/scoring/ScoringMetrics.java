package dev.semsr.jobs.scoring;

import dev.semsr.jobs.metrics.ProcessMemory;
import dev.semsr.jobs.scoring.VersionRefusedException.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What a model host measures; shown under every subtask that uses it. Thread-safe. */
final class ScoringMetrics {

    private static final int WINDOW = 1_000;

    private final Histogram batchSize = new DescriptiveStatisticsHistogram(WINDOW);
    private final Histogram latencyMicros = new DescriptiveStatisticsHistogram(WINDOW);
    private final Map<Kind, AtomicLong> refused = new EnumMap<>(Kind.class);

    ScoringMetrics() {
        for (Kind kind : Kind.values()) {
            refused.put(kind, new AtomicLong());
        }
    }

    /** Counts a call of the device. */
    void batch(int size) {
        batchSize.update(size);
    }

    /** Counts a request that was answered. */
    void answered(long submittedNanos) {
        latencyMicros.update((System.nanoTime() - submittedNanos) / 1_000);
    }

    /** Counts a version that is not used. */
    void refused(Kind kind) {
        refused.get(kind).incrementAndGet();
    }

    /** How many versions were refused for a kind of reason. */
    long refusals(Kind kind) {
        return refused.get(kind).get();
    }

    /** Shows the host's metrics in a group. */
    void register(MetricGroup group, ModelHost host) {
        group.histogram("batchSize", batchSize);
        group.histogram("scoringLatencyMicros", latencyMicros);
        group.gauge("queueDepth", host::queueDepth);
        group.gauge("modelLoaded", () -> host.isLoaded() ? 1 : 0);
        group.gauge("refusedVectors", host::refusedVectors);
        group.gauge("loadedVersions", host::loadedVersions);
        group.gauge("rolloutIssuedAt", host::rolloutIssuedAt);
        ProcessMemory.ofThisProcess().register(group);
        for (Kind kind : Kind.values()) {
            group.addGroup("reason", kind.label()).gauge("refusedVersions", () -> refusals(kind));
        }
    }

    /** Sizes of the newest batches. */
    Histogram batchSizes() {
        return batchSize;
    }
}
