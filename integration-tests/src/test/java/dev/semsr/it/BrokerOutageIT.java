package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.BrokerProcess;
import dev.semsr.app.broker.BrokerSettings;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job outlives its broker. */
@ExtendWith(SharedShop.class)
class BrokerOutageIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int OUTAGE_SECONDS = Integer.getInteger("semsr.it.outage.seconds", 60);

    @TempDir private Path folder;

    @Test
    void jobThatIsStartedBeforeItsBrokerWaitsForIt(TrainedShop shop) throws Exception {
        var settings = BrokerSettings.inFolder(folder.resolve("broker"));
        var topics = new JobTopics("clicks", "recommendations", "dead-letters");
        try (var broker = new BrokerProcess(settings);
                var job =
                        JobUnderTest.start(
                                settings.bootstrapServers(),
                                topics,
                                Map.of(
                                        "kafka.request.timeout.ms", "4000",
                                        "kafka.default.api.timeout.ms", "5000"))) {
            Awaitility.await("the job to notice that there is no broker")
                    .atMost(LIMIT)
                    .until(() -> job.restarts() > 0);
            broker.start();
            Topics.standard(2).create(Map.of("bootstrap.servers", settings.bootstrapServers()));

            try (var answers = new Answers(settings.bootstrapServers(), topics);
                    var sender = new ClickSender(settings.bootstrapServers(), topics.clicks())) {
                sender.send(click("s", "first", shop.knownItems().get(0)).build());

                assertThat(answers.await("first", LIMIT).getItems()).hasSize(20);
            }
        }
    }

    @Test
    void noClickIsLostWhileTheBrokerIsAway(TrainedShop shop) throws Exception {
        var settings = BrokerSettings.inFolder(folder.resolve("broker"));
        try (var broker = new BrokerProcess(settings)) {
            broker.start();
            JobTopics topics = JobTopics.create(settings.bootstrapServers(), 2);
            try (var answers = new Answers(settings.bootstrapServers(), topics);
                    var sender = new ClickSender(settings.bootstrapServers(), topics.clicks());
                    var job = JobUnderTest.start(settings.bootstrapServers(), topics, Map.of())) {
                List<String> before = send(sender, shop, "before", 50);
                answers.await(before.get(0), LIMIT);
                List<String> caught = send(sender, shop, "caught", 50);
                broker.kill();
                // Of its own: a producer that has lost its metadata blocks until the broker is
                // back.
                CompletableFuture<List<String>> sending =
                        CompletableFuture.supplyAsync(() -> send(sender, shop, "during", 50));
                awaitOutage();
                assertThat(answers.events()).noneMatch(event -> event.startsWith("during"));
                broker.start();
                List<String> during = sending.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                sender.flush();
                List<String> after = send(sender, shop, "after", 50);

                answers.awaitAll(before, LIMIT);
                answers.awaitAll(caught, LIMIT);
                answers.awaitAll(during, LIMIT);
                answers.awaitAll(after, LIMIT);
                assertThat(job.job().isAlive()).isTrue();
                assertThat(answers.deadLetters()).isEmpty();
            }
        }
    }

    private static List<String> send(
            ClickSender sender, TrainedShop shop, String name, int clicks) {
        List<String> events = new ArrayList<>();
        for (int number = 0; number < clicks; number++) {
            String event = name + "-" + number;
            var unused =
                    sender.send(
                            click("s" + number % 7, event, shop.knownItems().get(number)).build());
            events.add(event);
        }
        return events;
    }

    private static void awaitOutage() {
        long end = System.nanoTime() + Duration.ofSeconds(OUTAGE_SECONDS).toNanos();
        Awaitility.await("the outage to last")
                .atMost(Duration.ofSeconds(OUTAGE_SECONDS + 30))
                .until(() -> System.nanoTime() - end >= 0);
    }
}
