package dev.semsr.lab.dataset;

/** A data-set folder cannot be read or written; the message says which file and what to do. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public DatasetException(String message) {
        super(message);
    }

    /** With a message for people and the cause. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
