package dev.semsr.jobs.kafka;

import dev.semsr.jobs.record.RawRecord;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** Sources and sinks of jobs that take their time: nobody waits for their records. */
public final class ClientEnds {

    private final String bootstrapServers;
    private final KafkaClientProperties properties;

    /** Ends at these brokers. */
    public ClientEnds(String bootstrapServers, KafkaClientProperties properties) {
        this.bootstrapServers = bootstrapServers;
        this.properties = properties;
    }

    /** Reads a topic, as bytes. */
    public KafkaSource<RawRecord> source(String topic, String groupId, OffsetsInitializer start) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setGroupId(groupId)
                .setStartingOffsets(start)
                .setDeserializer(new RawRecordSchema())
                .setProperties(properties.consumer(new Properties()))
                .build();
    }

    /** Writes a topic; after a failure some records are written again. */
    public <T> KafkaSink<T> atLeastOnce(KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(serializer)
                .setKafkaProducerConfig(properties.producer(new Properties()))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }
}
