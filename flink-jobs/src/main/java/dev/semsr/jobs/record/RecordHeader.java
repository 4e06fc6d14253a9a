package dev.semsr.jobs.record;

import java.nio.charset.StandardCharsets;

/**
 * A header of a Kafka record.
 *
 * @param name its name; names may occur more than once
 * @param value its value; may be null
 */
@SuppressWarnings("ArrayRecordComponent") // handed from topic to topic; never compared
public record RecordHeader(String name, byte[] value) {

    /** A header with text as value. */
    public static RecordHeader of(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
