package dev.semsr.app.cli;

import dev.semsr.app.rules.RuleTopic;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the rules are; a {@code Mixin}. */
final class RuleTopicOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            defaultValue = "rules",
            description = "Topic of the rules, made if it is not there (${DEFAULT-VALUE}).")
    private String topic;

    /**
     * Does something with the topic, which is made first if it is not there.
     *
     * @throws CommandFailure if Kafka does not answer or refuses
     */
    <T> T with(Function<RuleTopic, T> work) {
        if (!kafka.answers(PATIENCE, () -> true)) {
            throw new CommandFailure(
                    "Kafka does not answer at " + kafka.client().get("bootstrap.servers") + ".",
                    "Check --bootstrap-servers, --properties and -P.");
        }
        RuleTopic rules = new RuleTopic(kafka.client(), topic);
        try {
            rules.create();
            return work.apply(rules);
        } catch (KafkaException e) {
            throw new CommandFailure(
                    "Topic '" + topic + "' cannot be used: " + e.getMessage(),
                    "Check that you may read and write it.",
                    e);
        }
    }
}
