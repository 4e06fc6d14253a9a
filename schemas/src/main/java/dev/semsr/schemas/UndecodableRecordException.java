package dev.semsr.schemas;

/**
 * Bytes that are not a record, or a record whose writer's schema is unknown or does not fit. The
 * message says which, and what to do. Decoding the same bytes again fails again.
 */
public final class UndecodableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, and what to do. */
    public UndecodableRecordException(String message) {
        super(message);
    }

    /** What is wrong, what to do, and what showed it. */
    public UndecodableRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
