package dev.semsr.jobs.refresh;

import static dev.semsr.jobs.config.OptionChecks.required;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.kafka.DeadLetterSerializer;
import dev.semsr.jobs.kafka.ItemVectorSerializer;
import dev.semsr.jobs.kafka.KafkaClientProperties;
import dev.semsr.jobs.kafka.RawRecordSchema;
import dev.semsr.jobs.record.ItemVectorChange;
import dev.semsr.jobs.record.RawRecord;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Makes the job's source and sinks from its options. Writing is at least once: a vector that is
 * written twice is the same vector, and the topic keeps the newest of each item.
 */
final class KafkaEndpoints {

    private final Configuration config;
    private final KafkaClientProperties properties;

    /** Endpoints of a job with these options. */
    KafkaEndpoints(Configuration config) {
        this.config = config;
        this.properties = new KafkaClientProperties(config);
    }

    /**
     * Checks what can be checked before the job starts.
     *
     * @throws InvalidOptionException naming the option that is wrong
     */
    void check() {
        required(config, RefreshOptions.BOOTSTRAP_SERVERS);
    }

    /** Reads the items topic, as bytes; if bounded, up to what is there when the job starts. */
    KafkaSource<RawRecord> items() {
        KafkaSourceBuilder<RawRecord> source =
                KafkaSource.<RawRecord>builder()
                        .setBootstrapServers(required(config, RefreshOptions.BOOTSTRAP_SERVERS))
                        .setTopics(config.get(RefreshOptions.ITEMS_TOPIC))
                        .setGroupId(config.get(RefreshOptions.ITEMS_GROUP_ID))
                        .setStartingOffsets(startingOffsets())
                        .setDeserializer(new RawRecordSchema())
                        .setProperties(properties.consumer(consumerDefaults()));
        if (config.get(RefreshOptions.ITEMS_BOUNDED)) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }

    /** Writes the item-vectors topic. */
    KafkaSink<ItemVectorChange> itemVectors() {
        return sink(new ItemVectorSerializer(config.get(RefreshOptions.ITEM_VECTORS_TOPIC)));
    }

    /** Writes the dead letters topic. */
    KafkaSink<DeadLetter> deadLetters() {
        return sink(new DeadLetterSerializer(config.get(RefreshOptions.DEAD_LETTERS_TOPIC)));
    }

    private <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> serializer) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(required(config, RefreshOptions.BOOTSTRAP_SERVERS))
                .setRecordSerializer(serializer)
                .setKafkaProducerConfig(properties.producer(producerDefaults()))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    private OffsetsInitializer startingOffsets() {
        return switch (config.get(RefreshOptions.ITEMS_START)) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
        };
    }

    private static Properties consumerDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        defaults.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        return defaults;
    }

    /** A broker may be away for some minutes before the job restarts. */
    private static Properties producerDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        defaults.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, "180000");
        defaults.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "300000");
        return defaults;
    }
}
