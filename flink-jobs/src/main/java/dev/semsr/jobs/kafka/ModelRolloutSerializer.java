package dev.semsr.jobs.kafka;

import dev.semsr.schemas.ModelRollout;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes rollouts in single-object encoding, keyed by scope. */
public final class ModelRolloutSerializer extends TopicSerializer<ModelRollout> {

    private static final long serialVersionUID = 1L;

    private transient SingleObjectCodec<ModelRollout> codec;

    /** Writes to a topic. */
    public ModelRolloutSerializer(String topic) {
        super(topic);
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SingleObjectCodec.of(ModelRollout.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            ModelRollout rollout, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic(),
                rollout.getScope().getBytes(StandardCharsets.UTF_8),
                codec.encode(rollout));
    }
}
