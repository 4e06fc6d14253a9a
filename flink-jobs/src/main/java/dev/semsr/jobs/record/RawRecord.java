package dev.semsr.jobs.record;

import java.util.List;

/**
 * A record as it came from Kafka, with its coordinates.
 *
 * @param topic topic that it was read from
 * @param partition partition of the topic
 * @param offset offset in the partition
 * @param key key; may be null
 * @param value value; may be null
 * @param headers headers, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; never compared
public record RawRecord(
        String topic,
        int partition,
        long offset,
        byte[] key,
        byte[] value,
        List<RecordHeader> headers) {

    /** Where the record stands, such as {@code clicks-3@42}. */
    public String coordinates() {
        return topic + "-" + partition + "@" + offset;
    }
}
