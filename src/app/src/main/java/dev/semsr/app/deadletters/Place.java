package dev.semsr.app.deadletters;

/**
 * Where a record stands.
 *
 * @param topic its topic
 * @param partition partition of the topic
 * @param offset offset in the partition
 */
public record Place(String topic, int partition, long offset) {

    /** In the form in which logs and headers name it, such as {@code clicks-3@42}. */
    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
