package dev.semsr.lab.csv;

/** An import cannot go on; the message says in which file and line, and what to do. */
public final class CsvImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public CsvImportException(String message) {
        super(message);
    }

    /** With a message for people and the cause. */
    public CsvImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
