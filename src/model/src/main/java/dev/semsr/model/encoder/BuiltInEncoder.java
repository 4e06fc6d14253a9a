package dev.semsr.model.encoder;

import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.semsr.core.encoding.TextEncoder;

/** The encoder that comes along: BGE small, English, version 1.5, quantised; 384 wide. */
final class BuiltInEncoder {

    static final String NAME = "bge-small-en-v15-q";

    private BuiltInEncoder() {}

    static TextEncoder open(EncoderSettings settings) {
        return new InProcessEncoder(NAME, settings, BgeSmallEnV15QuantizedEmbeddingModel::new);
    }
}
