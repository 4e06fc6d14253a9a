package dev.semsr.core.rollout;

/** A rollout that cannot be followed; the message says what is wrong with it. */
public final class InvalidRolloutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what is wrong and what is allowed. */
    public InvalidRolloutException(String message) {
        super(message);
    }
}
