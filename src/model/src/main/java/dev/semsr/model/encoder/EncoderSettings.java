package dev.semsr.model.encoder;

import java.time.Duration;

/**
 * How an encoder is used.
 *
 * @param threads threads of an encoder in this process
 * @param timeout how long a remote encoder may take to answer one request
 * @param retries how often a request to a remote encoder is repeated if it is busy or fails
 * @param key secret that a remote encoder asks for; null if it asks for none
 */
public record EncoderSettings(int threads, Duration timeout, int retries, String key) {

    /** Environment variable that holds the secret of a remote encoder. */
    public static final String KEY_VARIABLE = "SEMSR_ENCODER_KEY";

    /** All processors, 60 s, three retries, the key from {@value #KEY_VARIABLE}. */
    public static EncoderSettings standard() {
        return new EncoderSettings(
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(60),
                3,
                System.getenv(KEY_VARIABLE));
    }

    /** Hides the key, so that it is in no log. */
    @Override
    public String toString() {
        return "EncoderSettings[threads=%d, timeout=%s, retries=%d, key=%s]"
                .formatted(threads, timeout, retries, key == null ? "none" : "given");
    }
}
