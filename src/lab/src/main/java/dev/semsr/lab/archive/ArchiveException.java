package dev.semsr.lab.archive;

/** The archive cannot be read; the message says which folder or file, and what to do. */
public final class ArchiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public ArchiveException(String message) {
        super(message);
    }

    /** With a message for people and the cause. */
    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
