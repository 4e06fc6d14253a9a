package dev.semsr.model.encoder;

import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.semsr.core.encoding.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Executor;

/** The encoder that comes along: BGE small, English, version 1.5, quantised; 384 wide. */
final class BuiltInEncoder {

    static final String NAME = "bge-small-en-v15-q";

    private static final String NETWORK = "/bge-small-en-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

    private BuiltInEncoder() {}

    static TextEncoder open(EncoderSettings settings) {
        return new InProcessEncoder(NAME, settings, BuiltInEncoder::load);
    }

    private static OnnxSentenceModel load(Executor threads) {
        try (InputStream network = resource(NETWORK);
                InputStream tokenizer = resource(TOKENIZER)) {
            byte[] bytes = network.readAllBytes();
            return OnnxSentenceModel.load(
                    (environment, options) -> environment.createSession(bytes, options),
                    tokenizer,
                    PoolingMode.CLS,
                    threads);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + NETWORK + " from the class path", e);
        }
    }

    private static InputStream resource(String name) {
        return BgeSmallEnV15QuantizedEmbeddingModel.class.getResourceAsStream(name);
    }
}
