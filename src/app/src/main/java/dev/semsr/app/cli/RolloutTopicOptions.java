package dev.semsr.app.cli;

import dev.semsr.app.broker.Topics;
import dev.semsr.app.rollout.RolloutTopics;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where rollouts are ordered and reported; a {@code Mixin}. */
final class RolloutTopicOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.MODEL_ROLLOUTS,
            description = "Topic of the rollouts (${DEFAULT-VALUE}).")
    private String topic;

    @Option(
            names = "--status-topic",
            paramLabel = "TOPIC",
            defaultValue = Topics.MODEL_STATUS,
            description = "Topic on which processes report (${DEFAULT-VALUE}).")
    private String statusTopic;

    /** How to reach the cluster that has the topics. */
    KafkaOptions kafka() {
        return kafka;
    }

    /** Name of the topic on which processes report. */
    String statusTopic() {
        return statusTopic;
    }

    /** The topics, created if they are not there. */
    RolloutTopics open() {
        if (!kafka.answers(PATIENCE, () -> true)) {
            throw new CommandFailure(
                    "Kafka does not answer at " + kafka.client().get("bootstrap.servers") + ".",
                    "Check that the broker is up, and -b, --properties and -P.");
        }
        RolloutTopics topics = new RolloutTopics(topic, statusTopic, kafka.client());
        try {
            topics.create();
            return topics;
        } catch (KafkaException wrong) {
            throw KafkaOptions.noClient(wrong);
        }
    }
}
