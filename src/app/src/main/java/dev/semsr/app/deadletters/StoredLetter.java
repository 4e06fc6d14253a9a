package dev.semsr.app.deadletters;

import dev.semsr.jobs.deadletter.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter as it stands on its topic. What its headers do not say is empty: anybody can write
 * to the topic.
 */
public final class StoredLetter {

    private final ConsumerRecord<byte[], byte[]> record;

    /** The letter in a record. */
    StoredLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    /** Where the letter stands. */
    public Place place() {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    /** When the letter was written, by Kafka's time stamp. */
    public Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** Where the refused record stands or stood. */
    public Optional<Place> origin() {
        Optional<String> topic = text(DeadLetterHeaders.TOPIC);
        OptionalLong partition = number(DeadLetterHeaders.PARTITION);
        OptionalLong offset = number(DeadLetterHeaders.OFFSET);
        return topic.isEmpty() || partition.isEmpty() || offset.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Place(topic.get(), (int) partition.getAsLong(), offset.getAsLong()));
    }

    /** Step that refused the record; empty text if that is not known. */
    public String stage() {
        return text(DeadLetterHeaders.STAGE).orElse("");
    }

    /** Full name of the exception's class; empty text if that is not known. */
    public String exception() {
        return text(DeadLetterHeaders.EXCEPTION_CLASS).orElse("");
    }

    /** What was wrong; empty text if that is not known. */
    public String message() {
        return text(DeadLetterHeaders.EXCEPTION_MESSAGE).orElse("");
    }

    /** Bytes of key, value and headers that the record had before it was cut; empty if whole. */
    public OptionalLong originalSize() {
        return number(DeadLetterHeaders.ORIGINAL_SIZE);
    }

    /** Whether the letter holds less than the refused record. */
    public boolean isCut() {
        return record.headers().lastHeader(DeadLetterHeaders.ORIGINAL_SIZE) != null;
    }

    /** The letters that this one was put back from, oldest first; empty at its first time. */
    public List<String> replayedFrom() {
        List<String> places = new ArrayList<>();
        record.headers()
                .headers(DeadLetterHeaders.REPLAYED_FROM)
                .forEach(header -> places.add(text(header)));
        return places;
    }

    /** Key of the refused record; may be null. */
    public byte[] key() {
        return record.key();
    }

    /** Value of the refused record; may be null. */
    public byte[] value() {
        return record.value();
    }

    /**
     * The refused record again: its key, its value and its own headers, and one more that says
     * which letter it was put back from.
     */
    ProducerRecord<byte[], byte[]> putBack(String topic) {
        ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(topic, key(), value());
        for (Header header : record.headers()) {
            if (!DeadLetterHeaders.isReason(header.key())) {
                again.headers().add(header);
            }
        }
        again.headers()
                .add(
                        DeadLetterHeaders.REPLAYED_FROM,
                        place().toString().getBytes(StandardCharsets.UTF_8));
        return again;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(record.headers().lastHeader(name)).map(StoredLetter::text);
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private OptionalLong number(String name) {
        String digits = text(name).orElse("");
        return digits.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }
}
