package dev.semsr.jobs.encoding;

/** The encoder works, but not on this text. */
public final class RefusedTextException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedTextException(Throwable cause) {
        super("The encoder refuses the text: " + cause.getMessage(), cause);
    }
}
