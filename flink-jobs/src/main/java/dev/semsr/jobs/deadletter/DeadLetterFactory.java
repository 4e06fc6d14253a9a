package dev.semsr.jobs.deadletter;

import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.record.RecordHeader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes dead letters that are never too large for the topic: a record that the broker refuses would
 * stop the job.
 */
public final class DeadLetterFactory implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MAX_MESSAGE = 2_000;
    private static final int MAX_PLACE = 300;
    private static final int MAX_PLACES = 3;

    private final int maxBytes;

    /**
     * A factory with a size limit.
     *
     * @param maxBytes bytes that the original key, value and headers may have together; larger ones
     *     are cut
     */
    public DeadLetterFactory(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The dead letter of a record.
     *
     * @param record the record
     * @param stage step that refused it
     * @param cause why
     */
    public DeadLetter of(RawRecord record, Stage stage, Throwable cause) {
        List<RecordHeader> headers = new ArrayList<>();
        int size = size(record);
        boolean fits = size <= maxBytes;
        if (fits) {
            headers.addAll(record.headers());
        } else {
            headers.addAll(replays(record));
            headers.add(RecordHeader.of(DeadLetterHeaders.ORIGINAL_SIZE, Integer.toString(size)));
        }
        headers.addAll(reasons(record, stage, cause));
        byte[] key = fits ? record.key() : cut(record.key(), maxBytes / 2);
        byte[] value = fits ? record.value() : cut(record.value(), maxBytes - length(key));
        return new DeadLetter(key, value, headers);
    }

    /** The newest few places that the record was put back from: small, and the end of a circle. */
    private static List<RecordHeader> replays(RawRecord record) {
        List<RecordHeader> places =
                record.headers().stream()
                        .filter(header -> header.name().equals(DeadLetterHeaders.REPLAYED_FROM))
                        .filter(header -> length(header.value()) <= MAX_PLACE)
                        .toList();
        return places.subList(Math.max(0, places.size() - MAX_PLACES), places.size());
    }

    private static List<RecordHeader> reasons(RawRecord record, Stage stage, Throwable cause) {
        return List.of(
                RecordHeader.of(DeadLetterHeaders.TOPIC, record.topic()),
                RecordHeader.of(DeadLetterHeaders.PARTITION, Integer.toString(record.partition())),
                RecordHeader.of(DeadLetterHeaders.OFFSET, Long.toString(record.offset())),
                RecordHeader.of(DeadLetterHeaders.STAGE, stage.label()),
                RecordHeader.of(DeadLetterHeaders.EXCEPTION_CLASS, cause.getClass().getName()),
                RecordHeader.of(DeadLetterHeaders.EXCEPTION_MESSAGE, message(cause)));
    }

    private static String message(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    private static int size(RawRecord record) {
        int size = length(record.key()) + length(record.value());
        for (RecordHeader header : record.headers()) {
            size += header.name().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        return size;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] cut(byte[] bytes, int limit) {
        return length(bytes) <= limit ? bytes : Arrays.copyOf(bytes, limit);
    }

    /** The steps that refuse records. */
    public enum Stage {
        /** The bytes are not what the topic holds. */
        DECODE("decode"),
        /** The record breaks the contract. */
        VALIDATE("validate"),
        /** The text encoder refuses the item's text. */
        ENCODE("encode");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        /** The stage as it stands in the header. */
        public String label() {
            return label;
        }
    }
}
