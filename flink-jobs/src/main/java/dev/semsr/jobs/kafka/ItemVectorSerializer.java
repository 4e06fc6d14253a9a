package dev.semsr.jobs.kafka;

import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.schemas.ItemVector;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes item vectors in single-object encoding, keyed by item; an item that is gone, empty. */
public final class ItemVectorSerializer extends TopicSerializer<ItemVectorChange> {

    private static final long serialVersionUID = 1L;

    private transient SingleObjectCodec<ItemVector> codec;

    /** Writes to a topic. */
    public ItemVectorSerializer(String topic) {
        super(topic);
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SingleObjectCodec.of(ItemVector.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            ItemVectorChange change, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic(),
                change.itemId().getBytes(StandardCharsets.UTF_8),
                change.item() == null ? null : codec.encode(change.item()));
    }
}
