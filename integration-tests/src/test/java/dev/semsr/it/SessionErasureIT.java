package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.cli.SemsrCommand;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A shopper's wish to be forgotten, from the command line to the job's state. */
@ExtendWith({SharedBroker.class, SharedShop.class})
class SessionErasureIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void jobForgetsTheSessionAndNoOther(EmbeddedBroker broker, TrainedShop shop) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        List<String> items = shop.knownItems();
        try (var job = JobUnderTest.start(broker.bootstrapServers(), topics, Map.of());
                var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            for (String session : List.of("gone", "kept")) {
                sender.send(click(session, session + "-1", items.get(0)).build());
                sender.send(click(session, session + "-2", items.get(1)).build());
                assertThat(answers.await(session + "-2", LIMIT).getSequence()).isEqualTo(2);
            }

            int exitCode = erase(broker, topics, "gone", "--wait", "60");

            assertThat(exitCode).as(err.toString()).isZero();
            assertThat(out.toString().strip()).isEqualTo("erased gone");
            for (String session : List.of("gone", "kept")) {
                sender.send(click(session, session + "-3", items.get(2)).build());
            }
            assertThat(answers.await("gone-3", LIMIT).getSequence()).isEqualTo(1);
            assertThat(answers.await("kept-3", LIMIT).getSequence()).isEqualTo(3);
            assertThat(job.restarts()).isZero();
        }
    }

    @Test
    void whatNoJobAnswersIsSaidWithWhatToDo(EmbeddedBroker broker) {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 1);

        int exitCode = erase(broker, topics, "s1", "s2", "--wait", "1");

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("did not answer within 1 s for: s1, s2", "repeat");
    }

    private int erase(EmbeddedBroker broker, JobTopics topics, String... more) {
        var arguments =
                new java.util.ArrayList<>(
                        List.of("sessions", "erase", "-b", broker.bootstrapServers()));
        arguments.addAll(List.of("--clicks.topic", topics.clicks()));
        arguments.addAll(List.of("--recommendations.topic", topics.recommendations()));
        arguments.addAll(List.of(more));
        return SemsrCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
