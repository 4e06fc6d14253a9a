package dev.semsr.jobs.encoding;

import dev.semsr.core.encoding.TextEncoder;
import dev.semsr.core.encoding.TextHash;
import dev.semsr.model.encoder.EncoderException;
import dev.semsr.model.encoder.VectorCache;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors on this machine's disk, if there is a folder for them. It saves time only: whatever
 * is wrong with it, texts are encoded without it. For one thread.
 */
final class StoredVectors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoredVectors.class);

    private VectorCache cache;

    private StoredVectors(VectorCache cache) {
        this.cache = cache;
    }

    /**
     * Opens the vectors of an encoder.
     *
     * @param folder null for none
     */
    static StoredVectors open(String folder, TextEncoder encoder) {
        if (folder == null) {
            return new StoredVectors(null);
        }
        try {
            return new StoredVectors(VectorCache.open(Path.of(folder), encoder));
        } catch (EncoderException | UncheckedIOException e) {
            LOG.warn("Texts are encoded without the vectors in {}: {}", folder, e.getMessage());
            return new StoredVectors(null);
        }
    }

    /** The vector of a text; null if it is not there. */
    float[] get(String text) {
        try {
            return cache == null ? null : cache.get(TextHash.of(text));
        } catch (UncheckedIOException e) {
            giveUp(e);
            return null;
        }
    }

    void add(List<String> texts, List<float[]> vectors) {
        if (cache == null) {
            return;
        }
        Map<TextHash, float[]> distinct = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            distinct.put(TextHash.of(texts.get(i)), vectors.get(i));
        }
        try {
            cache.add(List.copyOf(distinct.keySet()), List.copyOf(distinct.values()));
        } catch (UncheckedIOException e) {
            giveUp(e);
        }
    }

    private void giveUp(UncheckedIOException cause) {
        LOG.error("Texts are encoded without stored vectors from now on", cause);
        close();
    }

    @Override
    public void close() {
        if (cache != null) {
            VectorCache closing = cache;
            cache = null;
            closing.close();
        }
    }
}
