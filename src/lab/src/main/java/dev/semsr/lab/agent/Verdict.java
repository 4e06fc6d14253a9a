package dev.semsr.lab.agent;

/** What came of a question. */
public enum Verdict {
    /** The answer was as asked for. */
    USABLE("as asked for", true),
    /** The answer was read out of prose, code fences or broken JSON. */
    REPAIRED_READING("read out of other text", true),
    /** The answer was good after the model was told what was wrong. */
    REPAIRED_ASKING("asked again", true),
    /** No answer in time. */
    TIMEOUT("timeout", false),
    /** An HTTP status that is no success. */
    HTTP_STATUS("HTTP status", false),
    /** No connection, or one that was cut. */
    CONNECTION("connection", false),
    /** The endpoint answered something else than a chat completion. */
    NO_COMPLETION("no chat completion", false),
    /** No titles could be read out of the answer. */
    MALFORMED("malformed", false),
    /** The answer was empty or named no title. */
    EMPTY("empty", false),
    /** The answer ended at the limit of tokens before the first title. */
    CUT_OFF("cut off at the token limit", false),
    /** The endpoint or the model would not answer. */
    REFUSED("refused", false),
    /** Not asked: no item of the session has a title. */
    NO_TITLES("session without titles", false);

    private final String label;
    private final boolean usable;

    Verdict(String label, boolean usable) {
        this.label = label;
        this.usable = usable;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** Whether there are titles to recommend by. */
    public boolean isUsable() {
        return usable;
    }
}
