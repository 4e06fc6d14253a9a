package dev.semsr.app.cli;

/**
 * Ends a command with exit code 1 and a message of one or two lines: what is wrong and where, and
 * what to do about it.
 */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure that has no deeper cause.
     *
     * @param what what is wrong, and where
     * @param remedy what to do about it
     */
    public CommandFailure(String what, String remedy) {
        super(what + "\n" + remedy);
    }

    /** A failure with a cause, whose stack trace {@code --verbose} shows. */
    public CommandFailure(String what, String remedy, Throwable cause) {
        super(what + "\n" + remedy, cause);
    }
}
