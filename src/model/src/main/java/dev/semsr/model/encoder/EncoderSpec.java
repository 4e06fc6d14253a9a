package dev.semsr.model.encoder;

import dev.semsr.core.encoding.TextEncoder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Names a text encoder: {@code bge-small-en-v15-q}, {@code onnx:/folder}, {@code onnx:/folder#cls},
 * {@code onnx:/file.jar#cls}, {@code openai:https://host/v1#model} or {@code
 * ollama:http://host:11434#model}.
 *
 * @param kind where it runs
 * @param location name, folder or URL
 * @param model name of the model behind a URL, pooling of an ONNX folder; empty if not given
 */
public record EncoderSpec(Kind kind, String location, String model) {

    /** The encoder that needs nothing from outside. */
    public static final EncoderSpec DEFAULT =
            new EncoderSpec(Kind.BUILT_IN, BuiltInEncoder.NAME, "");

    /** The forms of a specification, for help and errors. */
    public static final String FORMS =
            "bge-small-en-v15-q, onnx:FOLDER[#cls|#mean], onnx:FILE.jar[#cls|#mean],"
                    + " openai:URL#MODEL or ollama:URL#MODEL";

    /** Where an encoder runs. */
    public enum Kind {
        /** In this process, from the class path. */
        BUILT_IN,
        /**
         * In this process, from a folder with {@code model.onnx} and {@code tokenizer.json}, or a
         * jar.
         */
        ONNX,
        /** Behind a URL that speaks OpenAI's API. */
        OPENAI,
        /** Behind the URL of an Ollama server. */
        OLLAMA
    }

    /**
     * Reads a specification.
     *
     * @throws IllegalArgumentException if it is none; says what is allowed
     */
    public static EncoderSpec parse(String text) {
        if (text.equals(BuiltInEncoder.NAME)) {
            return DEFAULT;
        }
        int colon = text.indexOf(':');
        Kind kind = colon < 0 ? null : kind(text.substring(0, colon));
        if (kind == null) {
            throw new IllegalArgumentException("'" + text + "' is no text encoder; name " + FORMS);
        }
        int hash = text.lastIndexOf('#');
        String location = text.substring(colon + 1, hash < 0 ? text.length() : hash);
        EncoderSpec spec =
                new EncoderSpec(kind, location, hash < 0 ? "" : text.substring(hash + 1));
        if (kind != Kind.ONNX) {
            spec.requireUrl(text);
        }
        return spec;
    }

    /** Opens the encoder with the standard settings. */
    public TextEncoder open() {
        return open(EncoderSettings.standard());
    }

    /**
     * Opens the encoder. A remote one is asked for one vector, to learn its width.
     *
     * @throws EncoderException if it cannot be opened
     */
    public TextEncoder open(EncoderSettings settings) {
        return switch (kind) {
            case BUILT_IN -> BuiltInEncoder.open(settings);
            case ONNX ->
                    location.endsWith(OnnxJar.END)
                            ? OnnxJar.at(Path.of(location), model).open(settings)
                            : OnnxFolder.at(Path.of(location), model).open(settings);
            case OPENAI -> RemoteEncoder.openAi(toString(), location, model, settings);
            case OLLAMA -> RemoteEncoder.ollama(toString(), location, model, settings);
        };
    }

    /** The specification as it was read. */
    @Override
    public String toString() {
        String start = kind == Kind.BUILT_IN ? "" : kind.name().toLowerCase(Locale.ROOT) + ":";
        return start + location + (model.isEmpty() ? "" : "#" + model);
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.BUILT_IN && kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    private void requireUrl(String text) {
        if (model.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no model; add it at the end, as in " + FORMS);
        }
        URI url = uri(text);
        if (url.getHost() == null
                || url.getScheme() == null
                || !url.getScheme().startsWith("http")) {
            throw new IllegalArgumentException(
                    "'" + location + "' in '" + text + "' is no http or https URL");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The encoder's URL holds a password, which would be written into every model."
                            + " Put the key into the environment variable "
                            + EncoderSettings.KEY_VARIABLE);
        }
    }

    private URI uri(String text) {
        try {
            return URI.create(location);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + location + "' in '" + text + "' is no URL: " + e.getMessage(), e);
        }
    }
}
