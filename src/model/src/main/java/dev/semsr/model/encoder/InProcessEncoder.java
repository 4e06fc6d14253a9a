package dev.semsr.model.encoder;

import dev.langchain4j.data.segment.TextSegment;
import dev.semsr.core.encoding.TextEncoder;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An ONNX model in this process. The texts of one call are encoded by several threads. */
final class InProcessEncoder implements TextEncoder {

    private static final int CLOSE_SECONDS = 30;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final String name;
    private final ExecutorService threads;
    private final OnnxSentenceModel model;
    private final int width;

    /**
     * Opens a model.
     *
     * @param load makes the model, which uses the threads that it is given
     */
    InProcessEncoder(
            String name, EncoderSettings settings, Function<Executor, OnnxSentenceModel> load) {
        this.name = name;
        threads = Executors.newFixedThreadPool(settings.threads(), InProcessEncoder::thread);
        try {
            model = load.apply(threads);
            width = model.dimension();
        } catch (RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public List<float[]> encode(List<String> texts) {
        List<TextSegment> segments = texts.stream().map(TextSegment::from).toList();
        return model.embedAll(segments).content().stream()
                .map(embedding -> UnitVectors.normalised(embedding.vector(), name))
                .toList();
    }

    /** Waits until texts in work are done, then frees the network. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                model.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "text-encoder-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
