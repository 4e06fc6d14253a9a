package dev.semsr.core.session;

/** A click that could be read but breaks the contract. It goes to the dead letters. */
public final class InvalidClickException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** An exception of the given reason, with a message for people. */
    public InvalidClickException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong, for metrics. */
    public Reason reason() {
        return reason;
    }

    /** The ways in which a click breaks the contract. */
    public enum Reason {
        /** An id is missing, empty or blank. */
        MISSING_ID,
        /** An id is longer than allowed. */
        LONG_ID,
        /** An id was not valid UTF-8 and cannot be told from others. */
        DAMAGED_ID,
        /** The event time lies too far in the past. */
        TOO_OLD,
        /** The event time lies so far in the future that it is no time at all. */
        IN_FUTURE
    }
}
