package dev.semsr.lab.agent;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Where the language model is.
 *
 * @param kind the API that it speaks
 * @param url its address, such as {@code https://host/v1}; empty if only stored answers are read
 * @param model name of the model
 * @param key secret that it asks for; empty if it asks for none
 */
public record Endpoint(Kind kind, String url, String model, String key) {

    /** Environment variable of the address. */
    public static final String URL_VARIABLE = "SEMSR_LLM_URL";

    /** Environment variable of the model's name. */
    public static final String MODEL_VARIABLE = "SEMSR_LLM_MODEL";

    /** Environment variable of the secret; there is no option for it, which others could see. */
    public static final String KEY_VARIABLE = "SEMSR_LLM_API_KEY";

    /** Environment variable of the kind of API. */
    public static final String KIND_VARIABLE = "SEMSR_LLM_KIND";

    private static final String HIDDEN = "(key)";

    /** An API. */
    public enum Kind {
        /** OpenAI's chat completions, which most servers speak. */
        OPENAI,
        /** The API of an Ollama server. */
        OLLAMA
    }

    /** Checks that there is a model and that the address, if given, is one. */
    public Endpoint {
        model = model.strip();
        key = key.strip();
        if (model.isEmpty()) {
            throw new IllegalArgumentException(
                    "No language model is named. Give --model or set " + MODEL_VARIABLE + ".");
        }
        if (!url.isEmpty()) {
            requireAddress(url);
        }
    }

    /**
     * An endpoint by options, and by the environment where an option is not given.
     *
     * @param kind option; null if not given
     * @param url option; null if not given
     * @param model option; null if not given
     * @throws IllegalArgumentException if it is none; says what is missing
     */
    public static Endpoint of(
            String kind, String url, String model, Map<String, String> environment) {
        return new Endpoint(
                kind(given(kind, environment, KIND_VARIABLE)),
                given(url, environment, URL_VARIABLE),
                given(model, environment, MODEL_VARIABLE),
                given(null, environment, KEY_VARIABLE));
    }

    /** A text in which the secret, if it occurs, is hidden: servers repeat it in their answers. */
    public String hideKey(String text) {
        return key.isEmpty() ? text : text.replace(key, HIDDEN);
    }

    /** Hides the key, so that it is in no log. */
    @Override
    public String toString() {
        return "Endpoint[kind=%s, url=%s, model=%s, key=%s]"
                .formatted(kind, url, model, key.isEmpty() ? "none" : "given");
    }

    private static String given(String option, Map<String, String> environment, String variable) {
        String value = option == null ? environment.get(variable) : option;
        return value == null ? "" : value.strip();
    }

    private static Kind kind(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "openai" -> Kind.OPENAI;
            case "ollama" -> Kind.OLLAMA;
            default ->
                    throw new IllegalArgumentException(
                            "'"
                                    + name
                                    + "' is no kind of endpoint. Give --kind or "
                                    + KIND_VARIABLE
                                    + " openai or ollama.");
        };
    }

    private static void requireAddress(String url) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The language model's URL is no URL. Check --url or " + URL_VARIABLE + ".", e);
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "The language model's URL holds a password or a query, which would be shown."
                            + " Put the key into the environment variable "
                            + KEY_VARIABLE
                            + ".");
        }
        if (address.getHost() == null || !String.valueOf(address.getScheme()).startsWith("http")) {
            throw new IllegalArgumentException(
                    "'" + url + "' is no http or https URL. Check --url or " + URL_VARIABLE + ".");
        }
    }
}
