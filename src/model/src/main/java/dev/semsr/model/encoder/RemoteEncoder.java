package dev.semsr.model.encoder;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.semsr.core.encoding.TextEncoder;
import java.util.ArrayList;
import java.util.List;

/** An encoder behind a URL. Every answer is checked before it is believed. */
final class RemoteEncoder implements TextEncoder {

    private static final String PROBE = "width";

    private final String name;
    private final EmbeddingModel model;
    private final RemoteFailures failures;
    private final int width;

    private RemoteEncoder(String name, EmbeddingModel model, RemoteFailures failures) {
        this.name = name;
        this.model = model;
        this.failures = failures;
        width = ask(List.of(PROBE)).get(0).length;
    }

    /** An encoder that speaks OpenAI's API. */
    static TextEncoder openAi(String name, String url, String model, EncoderSettings settings) {
        EmbeddingModel client =
                OpenAiEmbeddingModel.builder()
                        .baseUrl(url)
                        .modelName(model)
                        .apiKey(settings.key())
                        .timeout(settings.timeout())
                        .maxRetries(settings.retries())
                        .build();
        return new RemoteEncoder(name, client, new RemoteFailures(url, model, settings));
    }

    /** An encoder of an Ollama server. */
    static TextEncoder ollama(String name, String url, String model, EncoderSettings settings) {
        EmbeddingModel client =
                OllamaEmbeddingModel.builder()
                        .baseUrl(url)
                        .modelName(model)
                        .timeout(settings.timeout())
                        .maxRetries(settings.retries())
                        .build();
        return new RemoteEncoder(name, client, new RemoteFailures(url, model, settings));
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
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (float[] vector : ask(texts)) {
            if (vector.length != width) {
                throw failures.answered(
                        "a vector %d wide after vectors %d wide".formatted(vector.length, width));
            }
            vectors.add(UnitVectors.normalised(vector, name));
        }
        return vectors;
    }

    private List<float[]> ask(List<String> texts) {
        List<float[]> vectors;
        try {
            vectors =
                    model
                            .embedAll(texts.stream().map(TextSegment::from).toList())
                            .content()
                            .stream()
                            .map(embedding -> embedding.vector())
                            .toList();
        } catch (RuntimeException e) { // the client has no exception of its own for a wrong answer
            throw failures.explained(e);
        }
        if (vectors.size() != texts.size()) {
            throw failures.answered(
                    "%d vectors for %d texts".formatted(vectors.size(), texts.size()));
        }
        return vectors;
    }

    @Override
    public void close() {
        // the HTTP client has nothing to close
    }
}
