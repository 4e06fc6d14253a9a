package dev.semsr.jobs.encoding;

import dev.semsr.core.encoding.TextEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place in a process where texts are encoded: all slots of a TaskManager share it. Texts
 * that queued while the encoder was busy are the next batch. An encoder that cannot be opened or
 * does not answer is asked again, ever more rarely; meanwhile the texts wait.
 */
public final class EncoderHost {

    private static final Logger LOG = LoggerFactory.getLogger(EncoderHost.class);
    private static final Map<EncoderSource, EncoderHost> HOSTS = new HashMap<>();

    private final EncoderSource source;
    private final EncodingSettings settings;
    private final EncodingMetrics metrics = new EncodingMetrics();
    private final BlockingQueue<TextRequest> queue = new LinkedBlockingQueue<>();
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final BackOff backOff;
    private volatile String name;
    private int leases;

    private EncoderHost(EncoderSource source, EncodingSettings settings) {
        this.source = source;
        this.settings = settings;
        this.name = source.knownName();
        this.backOff = new BackOff(settings.firstBackOff(), settings.maxBackOff());
    }

    /**
     * Takes a lease on the encoder of a source; the first one starts to open it.
     *
     * @param source where the encoder comes from
     * @param settings how it is asked; those of the first lease count
     */
    public static EncoderLease acquire(EncoderSource source, EncodingSettings settings) {
        synchronized (HOSTS) {
            EncoderHost host = HOSTS.get(source);
            if (host == null) {
                host = new EncoderHost(source, settings);
                HOSTS.put(source, host);
                host.start();
            }
            host.leases++;
            return new EncoderLease(host);
        }
    }

    String encoderName() throws InterruptedException {
        if (name == null) {
            opened.await();
        }
        if (name == null) {
            throw new IllegalStateException("The encoder " + source + " was closed unopened");
        }
        return name;
    }

    CompletableFuture<float[]> encode(String text) {
        TextRequest request = new TextRequest(text, new CompletableFuture<>());
        queue.add(request);
        if (closed.getCount() == 0 && queue.remove(request)) {
            request.vector().cancel(false);
        }
        return request.vector();
    }

    EncodingMetrics metrics() {
        return metrics;
    }

    void release() {
        synchronized (HOSTS) {
            leases--;
            if (leases > 0) {
                return;
            }
            HOSTS.remove(source);
        }
        closed.countDown();
        queue.add(TextRequest.STOP);
    }

    /** The thread's class loader is not that of the job which happens to start it. */
    private void start() {
        Thread thread = new Thread(this::run, "semsr-encoding");
        thread.setDaemon(true);
        thread.setContextClassLoader(EncoderHost.class.getClassLoader());
        thread.start();
    }

    private void run() {
        TextEncoder encoder = null;
        try {
            encoder = open();
            if (encoder != null) {
                name = encoder.name();
                opened.countDown();
                LOG.info("Text encoder {} is open, {} wide", encoder.name(), encoder.width());
                encodeUntilClosed(encoder);
            }
        } catch (InterruptedException e) {
            LOG.warn("The encoding thread was interrupted; texts are encoded no more", e);
        } finally {
            end(encoder);
        }
    }

    private void encodeUntilClosed(TextEncoder encoder) throws InterruptedException {
        List<TextRequest> batch = new ArrayList<>(settings.maxBatch());
        try (StoredVectors stored = StoredVectors.open(settings.cacheFolder(), encoder)) {
            EncoderCalls calls = new EncoderCalls(encoder, stored, settings, metrics, this::failed);
            while (closed.getCount() > 0) {
                batch.add(queue.take());
                queue.drainTo(batch, settings.maxBatch() - 1);
                batch.removeIf(TextRequest::isStop);
                answer(batch, calls);
                batch.clear();
            }
        } finally {
            batch.forEach(request -> request.vector().cancel(false));
        }
    }

    /** Whatever happens, the thread goes on: it is the only one, and texts wait for it. */
    private void answer(List<TextRequest> batch, EncoderCalls calls) throws InterruptedException {
        boolean goOn = true;
        while (goOn) {
            try {
                batch.removeIf(request -> request.vector().isDone());
                calls.answer(batch);
                backOff.succeeded();
                return;
            } catch (RuntimeException e) {
                goOn = failed("Its answer could not be used", e);
            }
        }
    }

    private TextEncoder open() throws InterruptedException {
        while (closed.getCount() > 0) {
            try {
                return source.open();
            } catch (RuntimeException | Error e) { // natives that do not load, servers not there
                failed("It cannot be opened", e);
            }
        }
        return null;
    }

    /**
     * Waits before the next attempt.
     *
     * @return whether there is to be one
     */
    private boolean failed(String what, Throwable cause) throws InterruptedException {
        metrics.failed();
        long pause = backOff.failed();
        LOG.error(
                "Text encoder {}: {}. {} texts wait; trying again in {} ms. Cause: {}",
                source,
                what,
                queue.size(),
                pause,
                cause.getMessage(),
                cause);
        return !closed.await(pause, TimeUnit.MILLISECONDS);
    }

    private void end(TextEncoder encoder) {
        closed.countDown();
        opened.countDown();
        List<TextRequest> rest = new ArrayList<>();
        queue.drainTo(rest);
        rest.removeIf(TextRequest::isStop);
        rest.forEach(request -> request.vector().cancel(false));
        if (encoder != null) {
            encoder.close();
        }
    }
}
