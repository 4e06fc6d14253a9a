package dev.semsr.jobs.encoding;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.model.encoder.EncoderException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Brings batches to the encoder, and finds the text that it refuses. For one thread. */
final class EncoderCalls {

    private static final String HARMLESS = "item";

    private final TextEncoder encoder;
    private final StoredVectors stored;
    private final EncodingMetrics metrics;
    private final FailureListener failures;
    private final RequestRate rate;

    /** Is told of failures that have nothing to do with the texts. */
    @FunctionalInterface
    interface FailureListener {
        /**
         * Waits before the next attempt.
         *
         * @return whether there is to be one
         */
        boolean failed(String what, Throwable cause) throws InterruptedException;
    }

    EncoderCalls(
            TextEncoder encoder,
            StoredVectors stored,
            EncodingSettings settings,
            EncodingMetrics metrics,
            FailureListener failures) {
        this.encoder = encoder;
        this.stored = stored;
        this.metrics = metrics;
        this.failures = failures;
        this.rate = new RequestRate(settings.maxRequestsPerSecond());
    }

    /** Answers all requests; those that are left when the host is closed are cancelled. */
    void answer(List<TextRequest> batch) throws InterruptedException {
        List<TextRequest> missing = batch.stream().filter(request -> !isStored(request)).toList();
        if (!missing.isEmpty()) {
            encode(missing);
        }
    }

    private boolean isStored(TextRequest request) {
        float[] vector = stored.get(request.text());
        if (vector == null) {
            return false;
        }
        metrics.cached();
        request.vector().complete(vector);
        return true;
    }

    private void encode(List<TextRequest> requests) throws InterruptedException {
        boolean goOn = true;
        while (goOn) {
            TimeUnit.NANOSECONDS.sleep(rate.take(System.nanoTime()));
            try {
                succeed(requests);
                return;
            } catch (RuntimeException e) {
                if (isFaultOfTexts(e)) {
                    findRefused(requests, e);
                    return;
                }
                goOn = failures.failed("It does not answer", e);
            } catch (Error e) { // memory that is short may be there later
                goOn = failures.failed("It failed", e);
            }
        }
        requests.forEach(request -> request.vector().cancel(false));
    }

    /** Whether the encoder would work on another text; a model in this process does not say. */
    private boolean isFaultOfTexts(RuntimeException failure) {
        if (failure instanceof EncoderException known && !known.isRefusal()) {
            return false;
        }
        try {
            encoder.encode(List.of(HARMLESS));
            return true;
        } catch (RuntimeException e) {
            if (e != failure) { // a client may throw the same one again
                failure.addSuppressed(e);
            }
            return false;
        }
    }

    private void succeed(List<TextRequest> requests) {
        List<String> texts = requests.stream().map(TextRequest::text).toList();
        List<float[]> vectors = encoder.encode(texts);
        if (vectors.size() != requests.size()) {
            throw new IllegalStateException(
                    vectors.size() + " vectors for " + requests.size() + " texts");
        }
        metrics.encoded(requests.size());
        stored.add(texts, vectors);
        for (int i = 0; i < vectors.size(); i++) {
            requests.get(i).vector().complete(vectors.get(i));
        }
    }

    /** One bad text must not keep the others of its batch from being encoded. */
    private void findRefused(List<TextRequest> requests, RuntimeException cause)
            throws InterruptedException {
        if (requests.size() == 1) {
            requests.get(0).vector().completeExceptionally(new RefusedTextException(cause));
            return;
        }
        int half = requests.size() / 2;
        encode(requests.subList(0, half));
        encode(requests.subList(half, requests.size()));
    }
}
