package dev.semsr.model.encoder;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;

/**
 * A sentence encoder as ONNX in which every text is one thread's work. The library's own models let
 * several threads work on each text and wait for one another by spinning: measured with the
 * built-in encoder on two processors, that takes 1.7 times the processor time for each text, and on
 * a busy machine two to four times as long.
 */
final class OnnxSentenceModel extends AbstractInProcessEmbeddingModel implements AutoCloseable {

    private final OrtSession session;
    private final OnnxBertBiEncoder encoder;

    private OnnxSentenceModel(OrtSession session, OnnxBertBiEncoder encoder, Executor threads) {
        super(threads);
        this.session = session;
        this.encoder = encoder;
    }

    /** Opens a network, from a file (which may have further files beside it) or from memory. */
    @FunctionalInterface
    interface Network {

        OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
                throws OrtException, IOException;
    }

    /**
     * Loads a model.
     *
     * @param threads encode the texts of one call, one text each at a time
     * @throws EncoderException if ONNX Runtime does not accept the network
     */
    static OnnxSentenceModel load(
            Network network, InputStream tokenizer, PoolingMode pooling, Executor threads)
            throws IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = network.open(environment, options);
            return new OnnxSentenceModel(
                    session,
                    new OnnxBertBiEncoder(environment, session, tokenizer, pooling),
                    threads);
        } catch (OrtException e) {
            throw new EncoderException("ONNX Runtime refuses the network: " + e.getMessage(), e);
        }
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    /** Frees the network. No text may be in work. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("ONNX Runtime cannot close: " + e.getMessage(), e);
        }
    }
}
