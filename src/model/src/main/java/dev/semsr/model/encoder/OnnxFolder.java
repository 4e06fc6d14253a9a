package dev.semsr.model.encoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.semsr.core.encoding.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Executor;

/**
 * A folder with a sentence encoder as ONNX: {@code model.onnx} (or {@code onnx/model.onnx}) and
 * {@code tokenizer.json}.
 *
 * @param name name of the folder
 * @param model the network
 * @param tokenizer the tokenizer
 * @param pooling how the vectors of the tokens become one
 */
record OnnxFolder(String name, Path model, Path tokenizer, PoolingMode pooling) {

    private static final String POOLING = "1_Pooling/config.json";

    /**
     * Looks into a folder.
     *
     * @param pooling {@code cls} or {@code mean}; if empty, what {@code 1_Pooling/config.json}
     *     says, else {@code mean}
     * @throws EncoderException if something is missing
     */
    static OnnxFolder at(Path folder, String pooling) {
        Path flat = folder.resolve("model.onnx");
        Path model = Files.isRegularFile(flat) ? flat : folder.resolve("onnx/model.onnx");
        Path tokenizer = folder.resolve("tokenizer.json");
        require(model, flat);
        require(tokenizer, tokenizer);
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return new OnnxFolder(name, model, tokenizer, pooling(folder, pooling));
    }

    /** Loads the model. The encoder's name holds a checksum: a changed model has another name. */
    TextEncoder open(EncoderSettings settings) {
        String fullName =
                "onnx:%s@%s#%s"
                        .formatted(name, checksum(), pooling.name().toLowerCase(Locale.ROOT));
        try {
            return new InProcessEncoder(fullName, settings, this::load);
        } catch (RuntimeException e) { // each layer below has exceptions of its own
            throw new EncoderException(
                    "%s and %s are no sentence encoder: %s. Export one with 'optimum-cli export onnx --task feature-extraction'."
                            .formatted(model, tokenizer, e.getMessage()),
                    e);
        }
    }

    private OnnxSentenceModel load(Executor threads) {
        try (InputStream words = Files.newInputStream(tokenizer)) {
            return OnnxSentenceModel.load(
                    (environment, options) -> environment.createSession(model.toString(), options),
                    words,
                    pooling,
                    threads);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + model.getParent(), e);
        }
    }

    private String checksum() {
        try (InputStream in = Files.newInputStream(model);
                DigestInputStream digest =
                        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + model, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void require(Path file, Path named) {
        if (!Files.isRegularFile(file)) {
            throw new EncoderException(
                    "There is no "
                            + named
                            + ". The folder of an ONNX encoder holds model.onnx and"
                            + " tokenizer.json.");
        }
    }

    private static PoolingMode pooling(Path folder, String pooling) {
        return pooling(pooling, configured(folder.resolve(POOLING)));
    }

    /** The pooling of a name; the other one for no name. */
    static PoolingMode pooling(String pooling, PoolingMode otherwise) {
        return switch (pooling) {
            case "cls" -> PoolingMode.CLS;
            case "mean" -> PoolingMode.MEAN;
            case "" -> otherwise;
            default ->
                    throw new EncoderException(
                            "'"
                                    + pooling
                                    + "' is no pooling of an ONNX encoder; name cls or mean.");
        };
    }

    private static PoolingMode configured(Path config) {
        if (!Files.isRegularFile(config)) {
            return PoolingMode.MEAN;
        }
        try {
            boolean cls =
                    new ObjectMapper()
                            .readTree(config.toFile())
                            .path("pooling_mode_cls_token")
                            .asBoolean();
            return cls ? PoolingMode.CLS : PoolingMode.MEAN;
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + config, e);
        }
    }
}
