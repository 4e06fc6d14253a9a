package dev.semsr.lab.agent;

/** No further call is made; the message says why and what to do. It never holds the key. */
public final class AgentStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Stop stop;

    AgentStoppedException(Stop stop, String message) {
        super(message);
        this.stop = stop;
    }

    /** Why. */
    public Stop stop() {
        return stop;
    }

    /** Why no further call is made. */
    public enum Stop {
        /** The limit of requests is reached. */
        REQUEST_LIMIT,
        /** The limit of tokens is reached. */
        TOKEN_LIMIT,
        /** Only stored answers were to be used, and one is missing. */
        OFFLINE,
        /** The endpoint refuses the key, or does not know model or address. */
        REFUSED,
        /** The endpoint failed many times in a row. */
        DOWN,
        /** The program was told to stop. */
        INTERRUPTED
    }
}
