package dev.semsr.jobs.kafka;

import dev.semsr.schemas.QualityReport;
import dev.semsr.schemas.SingleObjectCodec;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes quality reports in single-object encoding, keyed by model version. */
public final class QualityReportSerializer extends TopicSerializer<QualityReport> {

    private static final long serialVersionUID = 1L;

    private transient SingleObjectCodec<QualityReport> codec;

    /** Writes to a topic. */
    public QualityReportSerializer(String topic) {
        super(topic);
    }

    @Override
    public void open(InitializationContext context, KafkaSinkContext sinkContext) {
        codec = SingleObjectCodec.of(QualityReport.class);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            QualityReport report, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic(),
                report.getModelVersion().getBytes(StandardCharsets.UTF_8),
                codec.encode(report));
    }
}
