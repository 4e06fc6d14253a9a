package dev.semsr.lab.agent;

import java.time.Duration;

/** One call brought no answer. The message never holds the key. */
final class CallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final Verdict verdict;
    private final int status;
    private final Duration retryAfter;

    private CallFailure(
            Verdict verdict, int status, Duration retryAfter, String message, Throwable cause) {
        super(message, cause);
        this.verdict = verdict;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The whole answer was not there in time. */
    static CallFailure timeout(Duration timeout) {
        return new CallFailure(
                Verdict.TIMEOUT, 0, null, "no answer within " + timeout.toMillis() + " ms", null);
    }

    /**
     * An HTTP status that is no success.
     *
     * @param retryAfter how long the endpoint asks to wait; null if it does not
     */
    static CallFailure status(int status, Duration retryAfter, String excerpt) {
        String message = "HTTP " + status + (excerpt.isBlank() ? "" : ": " + excerpt);
        return new CallFailure(Verdict.HTTP_STATUS, status, retryAfter, message, null);
    }

    /** There was no connection, or it was cut. */
    static CallFailure connection(Throwable cause) {
        return new CallFailure(
                Verdict.CONNECTION,
                0,
                null,
                "no connection, or a cut one (" + cause.getClass().getSimpleName() + ")",
                cause);
    }

    /** The endpoint answered with success, but with something else than a chat completion. */
    static CallFailure protocol(String excerpt) {
        return new CallFailure(
                Verdict.NO_COMPLETION, 0, null, "no chat completion: " + excerpt, null);
    }

    /** What it means for the question. */
    Verdict verdict() {
        return verdict;
    }

    /** HTTP status; 0 if there is none. */
    int status() {
        return status;
    }

    /** How long the endpoint asks to wait; null if it does not. */
    Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same call may succeed later. */
    boolean isPassing() {
        return switch (verdict) {
            case TIMEOUT, CONNECTION -> true;
            default ->
                    status >= 500
                            || status == TOO_MANY
                            || status == REQUEST_TIMEOUT
                            || status == TOO_EARLY;
        };
    }

    /** Whether every other call will fail in the same way: a wrong key, model or address. */
    boolean isFinal() {
        return status == 401 || status == 403 || status == 404;
    }

    /** Whether the endpoint asks for fewer calls. */
    boolean isRateLimit() {
        return status == TOO_MANY;
    }

    /** Whether the endpoint may have worked for it, and may charge it. */
    boolean mayBeCharged() {
        return verdict == Verdict.TIMEOUT
                || verdict == Verdict.CONNECTION
                || verdict == Verdict.NO_COMPLETION;
    }
}
