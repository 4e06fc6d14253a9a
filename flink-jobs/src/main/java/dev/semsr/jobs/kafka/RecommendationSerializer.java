package dev.semsr.jobs.kafka;

import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes recommendations in single-object encoding, keyed by session, so they stay in order. */
public final class RecommendationSerializer extends TopicSerializer<Recommendation> {

    private static final long serialVersionUID = 1L;

    private transient SingleObjectCodec<Recommendation> codec;

    /** Writes to a topic. */
    public RecommendationSerializer(String topic) {
        super(topic);
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SingleObjectCodec.of(Recommendation.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Recommendation recommendation, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic(),
                recommendation.getSessionId().getBytes(StandardCharsets.UTF_8),
                codec.encode(recommendation));
    }
}
