package dev.semsr.model.encoder;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/**
 * Says in words what is wrong with a remote encoder.
 *
 * @param url where it is
 * @param model name of the model that it is asked for
 * @param settings how it is asked; the key is never part of a message
 */
record RemoteFailures(String url, String model, EncoderSettings settings) {

    private static final int EXCERPT = 200;

    /** What a failed request means and what to do. */
    EncoderException explained(RuntimeException failure) {
        return new EncoderException(
                "Text encoder " + model + " at " + url + " " + reason(failure),
                redacted(failure),
                isRefusal(failure));
    }

    /** An answer that is not one. */
    EncoderException answered(String what) {
        return new EncoderException(
                "Text encoder %s at %s answered %s. Check that the URL belongs to an embeddings API and the model to embeddings."
                        .formatted(model, url, what));
    }

    private String reason(RuntimeException failure) {
        if (failure instanceof AuthenticationException) {
            return "refuses the key. Put a valid one into the environment variable "
                    + EncoderSettings.KEY_VARIABLE
                    + ".";
        }
        if (failure instanceof RateLimitException) {
            return "is still too busy after %d retries (HTTP 429). Go on later: what is encoded stays in the cache. A smaller batch may help."
                    .formatted(settings.retries());
        }
        if (failure instanceof TimeoutException) {
            return "did not answer within %d ms. Take a smaller batch or check the server."
                    .formatted(settings.timeout().toMillis());
        }
        if (failure instanceof ModelNotFoundException) {
            return "is not there (HTTP 404). Check URL and model: " + excerpt(failure);
        }
        if (failure instanceof InvalidRequestException) {
            return "refuses the request: " + excerpt(failure);
        }
        if (failure instanceof InternalServerException) {
            return "fails with an error of its own, "
                    + settings.retries()
                    + " retries included: "
                    + excerpt(failure);
        }
        if (isUnreachable(failure)) {
            return "cannot be reached. Start it or check the URL.";
        }
        return "answered something that is no list of vectors ("
                + excerpt(failure)
                + "). Check that the URL belongs to an embeddings API.";
    }

    /** A missing model or a wrong key are no fault of the texts. */
    private static boolean isRefusal(RuntimeException failure) {
        return failure instanceof InvalidRequestException
                && !(failure instanceof ModelNotFoundException);
    }

    private static boolean isUnreachable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnresolvedModelServerException) {
                return true;
            }
        }
        return false;
    }

    private String excerpt(Throwable failure) {
        String text = hideKey(String.valueOf(failure.getMessage())).replaceAll("\\s+", " ").strip();
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }

    /** Servers repeat keys in their answers; the cause is kept only if it does not hold the key. */
    private Throwable redacted(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (!message.equals(hideKey(message))) {
                return null;
            }
        }
        return failure;
    }

    private String hideKey(String text) {
        String key = settings.key();
        return key == null || key.isBlank() ? text : text.replace(key, "(key)");
    }
}
