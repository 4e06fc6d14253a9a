package dev.semsr.jobs.encoding;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What an encoder host measures; shown under every subtask that uses it. Thread-safe. */
final class EncodingMetrics {

    private static final int WINDOW = 1_000;

    private final Histogram batchSize = new DescriptiveStatisticsHistogram(WINDOW);
    private final AtomicLong encodedTexts = new AtomicLong();
    private final AtomicLong cachedTexts = new AtomicLong();
    private final AtomicLong failedCalls = new AtomicLong();
    private volatile boolean up;

    void encoded(int texts) {
        batchSize.update(texts);
        encodedTexts.addAndGet(texts);
        up = true;
    }

    void cached() {
        cachedTexts.incrementAndGet();
    }

    void failed() {
        failedCalls.incrementAndGet();
        up = false;
    }

    /** Calls of the encoder that failed and were repeated. */
    long failedCalls() {
        return failedCalls.get();
    }

    /** Texts whose vectors were on the disk already. */
    long cachedTexts() {
        return cachedTexts.get();
    }

    /** Whether the last call of the encoder succeeded. */
    boolean isUp() {
        return up;
    }

    /** Sizes of the newest batches. */
    Histogram batchSizes() {
        return batchSize;
    }

    /** Shows the host's metrics in a group. */
    void register(MetricGroup group) {
        group.histogram("encoderBatchSize", batchSize);
        group.gauge("encodedTexts", encodedTexts::get);
        group.gauge("cachedTexts", cachedTexts::get);
        group.gauge("encoderFailedCalls", failedCalls::get);
        group.gauge("encoderUp", () -> up ? 1 : 0);
    }
}
