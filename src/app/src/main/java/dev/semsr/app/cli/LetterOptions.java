package dev.semsr.app.cli;

import dev.semsr.app.deadletters.LetterFilter;
import dev.semsr.app.deadletters.LetterTopic;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where dead letters are and which of them are meant; a {@code Mixin}. */
final class LetterOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--topic",
            defaultValue = "dead-letters",
            description = "Topic of the dead letters (${DEFAULT-VALUE}).")
    private String topic;

    @Option(
            names = "--from",
            paramLabel = TimeArgument.LABEL,
            converter = TimeArgument.class,
            description =
                    "Only letters from this time on: 2026-06-01T12:00:00Z, or a span back from now"
                            + " such as 90min or 2d.")
    private Instant from;

    @Option(
            names = "--until",
            paramLabel = TimeArgument.LABEL,
            converter = TimeArgument.class,
            description = "Only letters from before this time.")
    private Instant until;

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Only letters of this step, such as decode or validate.")
    private String stage;

    @Option(
            names = "--exception",
            paramLabel = "TEXT",
            description = "Only letters with this in the name of the exception's class.")
    private String exception;

    @Option(
            names = "--message",
            paramLabel = "TEXT",
            description = "Only letters with this in their message.")
    private String message;

    @Option(
            names = "--origin",
            paramLabel = "TOPIC",
            description = "Only letters of records from this topic.")
    private String origin;

    @Option(
            names = "--at",
            paramLabel = "PARTITION@OFFSET",
            description =
                    "Only the letter that stands here on its topic, such as 0@17. May be repeated.")
    private Set<String> places = new LinkedHashSet<>();

    @Option(names = "--whole", description = "Only letters that were not cut.")
    private boolean whole;

    /** How to reach the brokers. */
    KafkaOptions kafka() {
        return kafka;
    }

    /** Name of the topic. */
    String topic() {
        return topic;
    }

    /** The letters that are meant. */
    LetterFilter filter() {
        for (String place : places) {
            if (!place.matches("\\d+@\\d+")) {
                throw new ParameterException(
                        command.commandLine(),
                        "--at '%s' is not PARTITION@OFFSET, such as 0@17".formatted(place));
            }
        }
        return new LetterFilter(until, stage, exception, message, origin, places, whole);
    }

    /** Whether nothing narrows the choice. */
    boolean isEverything() {
        return from == null && filter().equals(LetterFilter.ALL);
    }

    /**
     * Opens the topic.
     *
     * @throws CommandFailure if that is not possible; says why and what to do
     */
    LetterTopic open() {
        try {
            return LetterTopic.open(topic, kafka.client(), from);
        } catch (TimeoutException away) {
            throw new CommandFailure(
                    "Kafka does not answer at %s: %s"
                            .formatted(kafka.client().get("bootstrap.servers"), away.getMessage()),
                    "Check that the broker is up, and -b, --properties and -P.",
                    away);
        } catch (KafkaException wrong) {
            throw KafkaOptions.noClient(wrong);
        }
    }
}
