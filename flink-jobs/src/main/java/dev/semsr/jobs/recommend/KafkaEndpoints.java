package dev.semsr.jobs.recommend;

import static dev.semsr.jobs.config.OptionChecks.required;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.config.OptionChecks;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.kafka.DeadLetterSerializer;
import dev.semsr.jobs.kafka.KafkaClientProperties;
import dev.semsr.jobs.kafka.KafkaRolloutChannel;
import dev.semsr.jobs.kafka.KafkaRuleSource;
import dev.semsr.jobs.kafka.ParallelismCheck;
import dev.semsr.jobs.kafka.RawRecordSchema;
import dev.semsr.jobs.kafka.RecommendationSerializer;
import dev.semsr.jobs.kafka.ShadowSink;
import dev.semsr.jobs.kafka.TransactionTimeoutCheck;
import dev.semsr.jobs.recommend.RecommendOptions.Delivery;
import dev.semsr.jobs.record.RawRecord;
import dev.semsr.jobs.rules.RuleSource;
import dev.semsr.schemas.Recommendation;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Makes the job's source and sinks from its options. */
final class KafkaEndpoints {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{3,100}");

    private final Configuration config;
    private final KafkaClientProperties properties;

    /** Endpoints of a job with these options. */
    public KafkaEndpoints(Configuration config) {
        this.config = config;
        this.properties = new KafkaClientProperties(config);
    }

    /**
     * Checks what can be checked before the job starts.
     *
     * @throws InvalidOptionException naming the option that is wrong
     */
    public void check() {
        required(config, RecommendOptions.BOOTSTRAP_SERVERS);
        if (isExactlyOnce()) {
            checkPrefix(required(config, RecommendOptions.TRANSACTIONAL_ID_PREFIX));
            TransactionTimeoutCheck.verify(
                    properties.common(),
                    RecommendOptions.TRANSACTION_TIMEOUT.key(),
                    config.get(RecommendOptions.TRANSACTION_TIMEOUT));
        }
    }

    /** Says in the log if the clicks have fewer partitions than the job has readers. */
    public void warnOfIdleReaders(int parallelism) {
        ParallelismCheck.warn(
                properties.common(), config.get(RecommendOptions.CLICKS_TOPIC), parallelism);
    }

    /** A name that stands for this job alone must survive files, shells and ACLs of the broker. */
    private static void checkPrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidOptionException(
                    "Option '%s' is '%s'; write 3 to 100 letters, digits, '.', '_' and '-', such as production-recommend: unique for this job, and the same at every start."
                            .formatted(RecommendOptions.TRANSACTIONAL_ID_PREFIX.key(), prefix));
        }
    }

    /** Reads the clicks topic, as bytes. */
    public KafkaSource<RawRecord> clicks() {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(required(config, RecommendOptions.BOOTSTRAP_SERVERS))
                .setTopics(config.get(RecommendOptions.CLICKS_TOPIC))
                .setGroupId(config.get(RecommendOptions.CLICKS_GROUP_ID))
                .setStartingOffsets(startingOffsets())
                .setDeserializer(new RawRecordSchema())
                .setProperties(properties.consumer(consumerDefaults()))
                .build();
    }

    /** Writes the recommendations topic. */
    public KafkaSink<Recommendation> recommendations() {
        return sink(
                new RecommendationSerializer(config.get(RecommendOptions.RECOMMENDATIONS_TOPIC)),
                "recommendations");
    }

    /** Writes the dead letters topic. */
    public KafkaSink<DeadLetter> deadLetters() {
        return sink(
                new DeadLetterSerializer(config.get(RecommendOptions.DEAD_LETTERS_TOPIC)),
                "dead-letters");
    }

    /** What the rollouts of a model need; null if none are to be followed. */
    RolloutEnds rollouts() {
        return config.getOptional(RecommendOptions.ROLLOUTS_TOPIC).map(this::rollouts).orElse(null);
    }

    private RolloutEnds rollouts(String topic) {
        String scope = required(config, RecommendOptions.MODEL_NAME);
        KafkaRolloutChannel channel =
                new KafkaRolloutChannel(
                        scope,
                        topic,
                        config.get(RecommendOptions.ROLLOUTS_STATUS_TOPIC),
                        catalogConsumer(),
                        strings(properties.producer(reportDefaults())),
                        config.get(RecommendOptions.ROLLOUTS_STATUS_INTERVAL));
        return new RolloutEnds(
                scope,
                rolloutsSource(topic),
                channel,
                new ShadowSink(
                        config.get(RecommendOptions.SHADOW_TOPIC),
                        strings(properties.producer(producerDefaults()))),
                OptionChecks.positive(config, RecommendOptions.SHADOW_CAPACITY));
    }

    /** Without a consumer group: the last record counts, not what was read before. */
    private KafkaSource<RawRecord> rolloutsSource(String topic) {
        return KafkaSource.<RawRecord>builder()
                .setBootstrapServers(required(config, RecommendOptions.BOOTSTRAP_SERVERS))
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawRecordSchema())
                .setProperties(properties.consumer(consumerDefaults()))
                .build();
    }

    /** The rules of the topic, if there is one. */
    RuleSource rules() {
        return config.getOptional(RecommendOptions.RULES_TOPIC)
                .<RuleSource>map(topic -> new KafkaRuleSource(topic, catalogConsumer()))
                .orElse(RuleSource.none());
    }

    /** Properties of the consumers that read a whole topic, such as the catalogue. */
    Map<String, String> catalogConsumer() {
        return strings(properties.consumer(consumerDefaults()));
    }

    private static Map<String, String> strings(Properties all) {
        Map<String, String> result = new HashMap<>();
        all.stringPropertyNames().forEach(name -> result.put(name, all.getProperty(name)));
        return result;
    }

    private <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> serializer, String purpose) {
        var builder =
                KafkaSink.<T>builder()
                        .setBootstrapServers(required(config, RecommendOptions.BOOTSTRAP_SERVERS))
                        .setRecordSerializer(serializer)
                        .setKafkaProducerConfig(properties.producer(producerDefaults()))
                        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
        if (isExactlyOnce()) {
            String prefix = required(config, RecommendOptions.TRANSACTIONAL_ID_PREFIX);
            builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(prefix + "-" + purpose)
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setProperty(
                            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                            String.valueOf(
                                    config.get(RecommendOptions.TRANSACTION_TIMEOUT).toMillis()));
        }
        return builder.build();
    }

    private boolean isExactlyOnce() {
        return config.get(RecommendOptions.DELIVERY) == Delivery.EXACTLY_ONCE;
    }

    private OffsetsInitializer startingOffsets() {
        return switch (config.get(RecommendOptions.CLICKS_START)) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }

    /** A click is fetched when it is there, not when there are more. */
    private static Properties consumerDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        defaults.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
        return defaults;
    }

    /** A report is not waited for. */
    private static Properties reportDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
        return defaults;
    }

    /** An answer is sent at once; a broker may be away for some minutes before the job restarts. */
    private static Properties producerDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        defaults.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, "180000");
        defaults.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "300000");
        return defaults;
    }
}
