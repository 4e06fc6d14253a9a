package dev.semsr.jobs.archive;

import static dev.semsr.jobs.config.OptionChecks.required;

import dev.semsr.jobs.config.InvalidOptionException;
import dev.semsr.jobs.deadletter.DeadLetter;
import dev.semsr.jobs.kafka.ClientEnds;
import dev.semsr.jobs.kafka.DeadLetterSerializer;
import dev.semsr.jobs.kafka.KafkaClientProperties;
import dev.semsr.jobs.recommend.RecommendOptions;
import dev.semsr.jobs.record.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The archive job's ends in Kafka, from its options. */
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

    /** Reads the clicks topic. */
    Source<RawRecord, ?, ?> clicks() {
        return ends.source(
                config.get(RecommendOptions.CLICKS_TOPIC),
                config.get(ArchiveOptions.CLICKS_GROUP_ID),
                start());
    }

    /** Writes the dead letters topic. */
    Sink<DeadLetter> deadLetters() {
        return ends.atLeastOnce(
                new DeadLetterSerializer(config.get(RecommendOptions.DEAD_LETTERS_TOPIC)));
    }

    private OffsetsInitializer start() {
        return switch (config.get(RecommendOptions.CLICKS_START)) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
        };
    }
}
