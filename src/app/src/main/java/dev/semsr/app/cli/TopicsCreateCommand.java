package dev.semsr.app.cli;

import dev.semsr.app.broker.Topics;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the topics under their default names. */
@Command(
        name = "create",
        description =
                "Create the topics under their default names; those that exist stay as they are.",
        footer = {
            "",
            "Clicks, recommendations and dead letters are kept for 7 days, reports on versions for a",
            "day and those on quality for 90 days; the other topics are compacted. Exit code 0 if",
            "all topics are there."
        })
final class TopicsCreateCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Partitions of each new topic: at least the job's parallelism, for no more"
                            + " subtasks than these have clicks to read (${DEFAULT-VALUE}).")
    private int partitions;

    @Override
    public Integer call() {
        Topics topics = Topics.standard(partitions);
        try {
            topics.create(kafka.client());
        } catch (IllegalStateException refused) {
            throw new CommandFailure(
                    refused.getMessage() + ", at " + kafka.client().get("bootstrap.servers"),
                    "Check that the brokers are up (-b, --properties, -P) and that this user may"
                            + " create topics.",
                    refused);
        } catch (KafkaException wrong) {
            throw KafkaOptions.noClient(wrong);
        }
        common.terminal().note("There are now: " + String.join(", ", topics.names()));
        return 0;
    }
}
