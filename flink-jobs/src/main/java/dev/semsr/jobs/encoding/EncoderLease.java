package dev.semsr.jobs.encoding;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.metrics.MetricGroup;

/** The right of one user to the encoder of an {@link EncoderHost}, until it is closed. */
public final class EncoderLease implements AutoCloseable {

    private final EncoderHost host;
    private final AtomicBoolean released = new AtomicBoolean();

    EncoderLease(EncoderHost host) {
        this.host = host;
    }

    /**
     * The encoder's name; waits until it is open if the name is not known otherwise.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public String encoderName() throws InterruptedException {
        return host.encoderName();
    }

    /**
     * Asks for the vector of a text. While the encoder is away, the text waits.
     *
     * @param text not empty
     * @return completes with the vector, or exceptionally with a {@link RefusedTextException}; when
     *     the host is closed it is cancelled
     */
    public CompletableFuture<float[]> encode(String text) {
        return host.encode(text);
    }

    /** What the host measures. */
    EncodingMetrics metrics() {
        return host.metrics();
    }

    /** Shows the host's metrics in a group. */
    public void registerMetrics(MetricGroup group) {
        host.metrics().register(group);
    }

    /** Gives the lease back; the last one closes the encoder. */
    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            host.release();
        }
    }
}
