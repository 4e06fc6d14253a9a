package dev.semsr.jobs.kafka;

import dev.semsr.jobs.deadletter.DeadLetter;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes dead letters as they are. */
public final class DeadLetterSerializer extends TopicSerializer<DeadLetter> {

    private static final long serialVersionUID = 1L;

    /** Writes to a topic. */
    public DeadLetterSerializer(String topic) {
        super(topic);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic(), letter.key(), letter.value());
        letter.headers().forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }
}
