package dev.semsr.lab.csv;

/** What can be wrong in what is imported, and what the import does about it. */
public enum ProblemKind {
    /** A quote that is opened and not closed, or closed in the middle of a field. */
    BROKEN_QUOTING("broken quoting", "line left out"),
    /** More or fewer fields than the header has. */
    WRONG_NUMBER_OF_COLUMNS("wrong number of columns", "row left out"),
    /** A required field without text. */
    EMPTY_FIELD("required field is empty", "row left out"),
    /** A time stamp that is no number. */
    BAD_TIME_STAMP("bad time stamp", "row left out"),
    /** A time stamp far in the past or in the future. */
    TIME_STAMP_OUT_OF_RANGE("time stamp out of range", "row left out"),
    /** A row without time stamp in a session where other rows have one. */
    MISSING_TIME_STAMP(
            "time stamp missing where other rows of the session have one", "row left out"),
    /** A session without any time stamp in a file where other sessions have them. */
    SESSION_WITHOUT_TIME(
            "session without time stamps where others have them",
            "row kept, placed before those with time, in the order of the file"),
    /** A position that is no whole number. */
    BAD_POSITION("bad position", "position ignored"),
    /** A price that is no number. */
    BAD_PRICE("bad price", "price ignored"),
    /** The same interaction a second time. */
    DUPLICATE_ROW("duplicate row", "row left out"),
    /** The same item id a second time. */
    DUPLICATE_ITEM("duplicate item id", "row left out, the first one counts"),
    /** A click on an item that the items file does not have. */
    UNKNOWN_ITEM("item is not in the items file", "click kept, item added without text"),
    /** A line that should be a JSON object and is none. */
    BROKEN_JSON("not a JSON object", "line left out"),
    /** What was done is none of the words that the format knows. */
    UNKNOWN_ACTION("unknown action", "row left out"),
    /** A session without clicks. */
    EMPTY_SESSION("session without clicks", "left out"),
    /** A container file that is cut short or altered. */
    DAMAGED_FILE("damaged file", "what stands before the damage is kept"),
    /** A record of a topic that is not in the encoding or of the schema that it should be. */
    UNREADABLE_RECORD("unreadable record", "left out, the item stays as the record before has it"),
    /** A record of a topic whose item breaks the contract. */
    INVALID_ITEM("no valid item", "left out, the item stays as the record before has it"),
    /** Bytes that are not UTF-8. */
    BAD_ENCODING("not UTF-8", "replaced by U+FFFD");

    private final String text;
    private final String remedy;

    ProblemKind(String text, String remedy) {
        this.text = text;
        this.remedy = remedy;
    }

    /** What is wrong, for people. */
    public String text() {
        return text;
    }

    /** What the import does about it. */
    public String remedy() {
        return remedy;
    }
}
