package dev.semsr.app.cli;

import dev.semsr.app.sessions.Erasure;
import dev.semsr.app.sessions.Erasure.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the running job forget sessions, and waits until it has. */
@Command(
        name = "erase",
        description = "Have the running job forget what it remembers of sessions.",
        footer = {
            "",
            "Sends a click with the action ERASE for each and waits for the job's answer, which is",
            "an empty list. Clicks that are already in Kafka stay there until their retention ends,",
            "and a session that goes on clicking is remembered anew.",
            "Exit code 0 only if the job answered for every session."
        })
final class SessionsEraseCommand implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Mixin private KafkaOptions kafka;

    @Parameters(paramLabel = "SESSION", arity = "1..*", description = "Ids of the sessions.")
    private List<String> sessions;

    @Option(
            names = "--clicks.topic",
            paramLabel = "TOPIC",
            defaultValue = "clicks",
            description = "Topic of the clicks (${DEFAULT-VALUE}).")
    private String clicks;

    @Option(
            names = "--recommendations.topic",
            paramLabel = "TOPIC",
            defaultValue = "recommendations",
            description = "Topic of the recommendations (${DEFAULT-VALUE}).")
    private String recommendations;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long to wait for the job; 0 to send only. A job that delivers exactly once"
                            + " answers with its next checkpoint (${DEFAULT-VALUE}).")
    private int wait;

    /** What is printed for one session. */
    private void print(String session) {
        common.terminal().print("erased " + session);
    }

    @Override
    public Integer call() {
        var erasure = new Erasure(kafka.client(), new Topics(clicks, recommendations));
        if (wait == 0) {
            send(erasure);
            return 0;
        }
        List<String> unanswered = erase(erasure);
        sessions.stream().filter(session -> !unanswered.contains(session)).forEach(this::print);
        if (!unanswered.isEmpty()) {
            throw new CommandFailure(
                    "The job did not answer within %d s for: %s"
                            .formatted(wait, String.join(", ", unanswered)),
                    "The clicks are in topic '"
                            + clicks
                            + "': a job that is down forgets the sessions when it is back. Check the"
                            + " job, then repeat.");
        }
        return 0;
    }

    private void send(Erasure erasure) {
        try {
            erasure.send(sessions);
        } catch (KafkaException wrong) {
            throw KafkaOptions.noClient(wrong);
        }
        common.terminal().note("Sent. Whether the job has forgotten them was not waited for.");
    }

    private List<String> erase(Erasure erasure) {
        try {
            return erasure.sendAndAwait(sessions, Duration.ofSeconds(wait));
        } catch (KafkaException wrong) {
            throw KafkaOptions.noClient(wrong);
        }
    }
}
