package dev.semsr.model.training;

/** A checkpoint that belongs to another corpus or to other settings, or that cannot be read. */
public class CheckpointMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what differs, where, and what to do. */
    public CheckpointMismatchException(String message) {
        super(message);
    }

    /** With a message that says what is wrong, where, and what to do, and why. */
    public CheckpointMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
