package dev.semsr.jobs.config;

/**
 * An option that is missing, unknown or makes no sense; the message names it and says what to do.
 */
public final class InvalidOptionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public InvalidOptionException(String message) {
        super(message);
    }

    /** With a message for people and the cause. */
    public InvalidOptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
