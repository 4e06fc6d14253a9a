package dev.semsr.jobs.quality;

import static dev.semsr.jobs.config.OptionChecks.required;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.kafka.ClientEnds;
import dev.semsr.jobs.kafka.KafkaClientProperties;
import dev.semsr.jobs.kafka.ModelRolloutSerializer;
import dev.semsr.jobs.kafka.QualityReportSerializer;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.record.RawRecord;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The quality job's ends in Kafka, from its options. */
final class KafkaEndpoints {

    private final Configuration config;
    private final ClientEnds ends;

    /**
     * Ends of a job with these options.
     *
     * @throws InvalidOptionException if the brokers are not named
     */
    KafkaEndpoints(Configuration config) {
        this.config = config;
        this.ends =
                new ClientEnds(
                        required(config, RecommendOptions.BOOTSTRAP_SERVERS),
                        new KafkaClientProperties(config));
    }

    /** All ends. */
    QualityEndpoints all() {
        boolean watched = config.get(QualityOptions.AUTO_ROLLBACK);
        return new QualityEndpoints(
                read(config.get(RecommendOptions.CLICKS_TOPIC), start()),
                read(config.get(RecommendOptions.RECOMMENDATIONS_TOPIC), start()),
                ends.atLeastOnce(new QualityReportSerializer(config.get(QualityOptions.TOPIC))),
                watched ? read(rolloutsTopic(), OffsetsInitializer.earliest()) : null,
                watched ? ends.atLeastOnce(new ModelRolloutSerializer(rolloutsTopic())) : null);
    }

    private Source<RawRecord, ?, ?> read(String topic, OffsetsInitializer start) {
        return ends.source(topic, config.get(QualityOptions.GROUP_ID), start);
    }

    private String rolloutsTopic() {
        return config.get(QualityOptions.ROLLOUTS_TOPIC);
    }

    private OffsetsInitializer start() {
        return switch (config.get(QualityOptions.START)) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }
}
