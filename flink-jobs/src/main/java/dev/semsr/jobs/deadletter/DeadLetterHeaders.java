package dev.semsr.jobs.deadletter;

/** Names of the headers of a dead letter, as Kafka Connect names them. */
public final class DeadLetterHeaders {

    /** Topic that the record was read from. */
    public static final String TOPIC = "__connect.errors.topic";

    /** Partition that the record was read from, in digits. */
    public static final String PARTITION = "__connect.errors.partition";

    /** Offset of the record, in digits. */
    public static final String OFFSET = "__connect.errors.offset";

    /** Step that refused the record, such as {@code decode}. */
    public static final String STAGE = "__connect.errors.stage";

    /** Class of the exception. */
    public static final String EXCEPTION_CLASS = "__connect.errors.exception.class.name";

    /** What is wrong and what to do. */
    public static final String EXCEPTION_MESSAGE = "__connect.errors.exception.message";

    /** Bytes that key, value and headers had, in digits; only if something was cut off. */
    public static final String ORIGINAL_SIZE = "__semsr.errors.original.size";

    /**
     * Which dead letter a record was put back from, such as {@code dead-letters-0@17}. One for each
     * time that it was put back; a letter made of such a record keeps it.
     */
    public static final String REPLAYED_FROM = "semsr.replayed-from";

    private static final String CONNECT = "__connect.errors.";
    private static final String OWN = "__semsr.errors.";

    private DeadLetterHeaders() {}

    /** Whether a header says why a record became a dead letter, and is none of the record's own. */
    public static boolean isReason(String name) {
        return name.startsWith(CONNECT) || name.startsWith(OWN);
    }
}
