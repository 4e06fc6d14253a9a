package dev.semsr.model.encoder;

import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.semsr.core.encoding.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar with a sentence encoder, as langchain4j ships them: one file {@code *.onnx} and its {@code
 * *tokenizer.json}.
 *
 * @param name name of the file without its end
 * @param network the network
 * @param tokenizer the tokenizer
 * @param pooling how the vectors of the tokens become one
 */
@SuppressWarnings("ArrayRecordComponent") // read once and handed on; never compared
record OnnxJar(String name, byte[] network, byte[] tokenizer, PoolingMode pooling) {

    static final String END = ".jar";

    /**
     * Reads a jar.
     *
     * @param pooling {@code cls} or {@code mean}; {@code mean} if empty
     * @throws EncoderException if something is missing
     */
    static OnnxJar at(Path jar, String pooling) {
        if (!Files.isRegularFile(jar)) {
            throw new EncoderException(
                    "There is no " + jar + ". Fetch it with Maven, or name a folder.");
        }
        String file = jar.getFileName().toString();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new OnnxJar(
                    file.substring(0, file.length() - END.length()),
                    only(zip, jar, ".onnx"),
                    only(zip, jar, "tokenizer.json"),
                    OnnxFolder.pooling(pooling, PoolingMode.MEAN));
        } catch (IOException e) {
            throw new EncoderException(
                    jar + " cannot be read as a jar: " + e.getMessage() + ". Fetch it again.", e);
        }
    }

    private static byte[] only(ZipFile zip, Path jar, String end) throws IOException {
        List<? extends ZipEntry> found =
                zip.stream().filter(entry -> entry.getName().endsWith(end)).toList();
        if (found.size() != 1) {
            throw new EncoderException(
                    "%s holds %d files *%s, but one is needed: it is no jar of a sentence encoder."
                            .formatted(jar, found.size(), end));
        }
        try (InputStream in = zip.getInputStream(found.get(0))) {
            return in.readAllBytes();
        }
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
                    "What is in %s is no sentence encoder: %s. Name another jar."
                            .formatted(name + END, e.getMessage()),
                    e);
        }
    }

    private OnnxSentenceModel load(Executor threads) {
        try (InputStream words = new ByteArrayInputStream(tokenizer)) {
            return OnnxSentenceModel.load(
                    (environment, options) -> environment.createSession(network, options),
                    words,
                    pooling,
                    threads);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the tokenizer of " + name, e);
        }
    }

    private String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(network);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
