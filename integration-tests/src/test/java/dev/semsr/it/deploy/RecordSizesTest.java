package dev.semsr.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.semsr.jobs.config.JobArguments;
import dev.semsr.jobs.kafka.KafkaClientProperties;
import dev.semsr.jobs.recommend.RecommendOptions;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a job may write, its producer sends and the topic takes. */
class RecordSizesTest {

    /** What a topic takes that says nothing itself: the default of the brokers. */
    private static final int BROKER_DEFAULT = 1_048_588;

    /** The headers that say why: the longest is a message of 2,000 characters. */
    private static final int REASONS = 64 * 1024;

    @ParameterizedTest
    @CsvSource({
        "deploy/base/recommend.properties, clicks",
        "deploy/jobs/archive.properties,   clicks",
        "deploy/jobs/refresh.properties,   items",
        "docker/job/recommend.properties,  clicks"
    })
    void theLargestRecordBecomesADeadLetterUncut(String file, String from) {
        Configuration options = JobArguments.parse("--config", Checkout.path(file).toString());
        long letter = options.get(RecommendOptions.DEAD_LETTERS_MAX_SIZE).getBytes();

        assertThat(letter).as("what the job keeps").isGreaterThanOrEqualTo(largest(from));
        assertThat(letter + REASONS)
                .as("what the producer has to send")
                .isLessThan(largestRequest(options));
        assertThat(largestRequest(options))
                .as("what the topic has to take")
                .isLessThanOrEqualTo(largest(options.get(RecommendOptions.DEAD_LETTERS_TOPIC)));
    }

    private static int largestRequest(Configuration options) {
        Properties producer = new KafkaClientProperties(options).producer(new Properties());
        Object given = producer.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        Object byDefault =
                ProducerConfig.configDef()
                        .defaultValues()
                        .get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return (int)
                ConfigDef.parseType(
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        given == null ? byDefault : given,
                        ConfigDef.Type.INT);
    }

    private static int largest(String topic) {
        ObjectNode resource =
                Kustomization.of(Checkout.path("deploy/base")).all("KafkaTopic").stream()
                        .filter(one -> one.at("/metadata/name").asText().equals(topic))
                        .findFirst()
                        .orElseThrow();
        return resource.at("/spec/config")
                .path(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .asInt(BROKER_DEFAULT);
    }
}
