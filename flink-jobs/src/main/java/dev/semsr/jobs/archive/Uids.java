package dev.semsr.jobs.archive;

/**
 * Uids of the archive job's operators: by them a savepoint finds its operator again. Never change
 * one, never use one again for something else.
 */
public final class Uids {

    /** Reads the clicks topic. */
    public static final String CLICKS_SOURCE = "clicks-source";

    /** Decodes and validates clicks. */
    public static final String DECODE_CLICKS = "decode-clicks";

    /** Keeps the open sessions; holds the keyed state. */
    public static final String OPEN_SESSIONS = "open-sessions";

    /** Writes the files of ended sessions. */
    public static final String SESSIONS_SINK = "sessions-sink";

    /** Writes the files of wishes to be forgotten. */
    public static final String ERASURES_SINK = "erasures-sink";

    /** Writes the dead letters topic. */
    public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

    private Uids() {}
}
