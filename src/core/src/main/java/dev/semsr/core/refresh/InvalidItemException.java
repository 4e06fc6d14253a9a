package dev.semsr.core.refresh;

/** An item that could be read but breaks the contract. It goes to the dead letters. */
public final class InvalidItemException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** An exception of the given reason, with a message for people. */
    public InvalidItemException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is wrong, for metrics. */
    public Reason reason() {
        return reason;
    }

    /** The ways in which an item breaks the contract. */
    public enum Reason {
        /** The id is missing, empty or blank. */
        MISSING_ID,
        /** The id is longer than allowed. */
        LONG_ID,
        /** The record's key is not the item's id. */
        OTHER_KEY,
        /** The price is below zero or no number. */
        BAD_PRICE
    }
}
