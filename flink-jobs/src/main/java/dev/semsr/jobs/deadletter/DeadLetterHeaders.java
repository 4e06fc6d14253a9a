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

    private DeadLetterHeaders() {}
}
