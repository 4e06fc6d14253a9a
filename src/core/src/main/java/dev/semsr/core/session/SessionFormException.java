package dev.semsr.core.session;

/** Sessions have another form than the one that they are to be read or converted by. */
public final class SessionFormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A session or a savepoint that cannot be read.
     *
     * @param message what does not fit, and what to do about it
     * @param cause null if there is none
     */
    public SessionFormException(String message, Throwable cause) {
        super(message, cause);
    }
}
