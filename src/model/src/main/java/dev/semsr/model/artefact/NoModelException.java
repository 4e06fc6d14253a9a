package dev.semsr.model.artefact;

/** A model or version that is not in the store; the message says how to get one. */
public class NoModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message that says what is missing, where, and what to do. */
    public NoModelException(String message) {
        super(message);
    }
}
