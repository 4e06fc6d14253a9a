package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.cli.SemsrCommand;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.app.rollout.RolloutTopics;
import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionAssignment;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.JobUnderTest;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.it.stack.ShopVersions;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Versions change under a running job while clicks come in. */
@ExtendWith({SharedBroker.class, SharedShop.class})
class RolloutIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int SESSIONS = 100;

    @TempDir private Path store;
    private EmbeddedBroker broker;
    private TrainedShop shop;
    private JobTopics topics;
    private RolloutTopics rollouts;
    private int round;

    @BeforeEach
    void publishTwoVersions(EmbeddedBroker broker, TrainedShop shop) throws Exception {
        this.broker = broker;
        this.shop = shop;
        ShopVersions.publish(shop, store, "v1");
        ShopVersions.publish(shop, store, "v2");
        topics = JobTopics.create(broker.bootstrapServers(), 2);
        rollouts =
                new RolloutTopics(
                        "rollouts-of-" + topics.clicks(),
                        "status-of-" + topics.clicks(),
                        Map.of("bootstrap.servers", broker.bootstrapServers()));
        rollouts.create();
    }

    @Test
    void versionsComeAndGoUnderClicksAndEveryClickIsAnsweredByTheModel() throws Exception {
        List<String> steady = new CopyOnWriteArrayList<>();
        try (var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks());
                var job = start()) {
            assertThat(versions(sender, answers)).containsOnly("v1");
            Thread shoppers = new Thread(() -> keepClicking(sender, steady));
            shoppers.start();

            order(0, "rollout", "v2", "--over=v1", "--percent=10");
            assertThat(newSessions(sender, answers)).isEqualTo(assigned());
            order(0, "rollout", "v2");
            assertThat(versions(sender, answers)).containsOnly("v2");
            order(0, "rollback");
            assertThat(versions(sender, answers)).containsOnly("v1");

            ShopVersions.publish(shop, store, "v3");
            ShopVersions.damage(shop, store, "v3");
            assertThat(order(1, "rollout", "v3", "--unchecked"))
                    .contains("traffic stays where it was", "items");
            assertThat(versions(sender, answers)).containsOnly("v1");

            shoppers.interrupt();
            shoppers.join();
            sender.flush();
            answers.awaitAll(steady, LIMIT);
            assertThat(steady).isNotEmpty().allSatisfy(event -> isOfTheModel(answers.of(event)));
            assertThat(job.restarts()).isZero();
        }
    }

    @Test
    void aJobThatStartsAnswersItsFirstClickByTheLastRollout() throws Exception {
        assertThat(run("rollout", "v2", "--over=v1").exitCode()).isZero();
        try (var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            sender.send(click("s", "first", shop.knownItems().get(0)).build());
            sender.flush();
            try (var job = start()) {
                Recommendation first = answers.await("first", LIMIT);

                assertThat(version(first)).isEqualTo("v2");
                assertThat(job.restarts()).isZero();
            }
        }
    }

    /** Versions that answer one more click in each of the same sessions. */
    private List<String> versions(ClickSender sender, Answers answers) {
        return versions(sender, answers, "session-");
    }

    private List<String> newSessions(ClickSender sender, Answers answers) {
        return versions(sender, answers, "fresh-");
    }

    private List<String> versions(ClickSender sender, Answers answers, String sessions) {
        round++;
        List<String> events =
                IntStream.range(0, SESSIONS).mapToObj(i -> "e-" + round + "-" + i).toList();
        for (int i = 0; i < SESSIONS; i++) {
            sender.send(click(sessions + i, events.get(i), item(i + round)).build());
        }
        answers.awaitAll(events, LIMIT);
        events.forEach(event -> isOfTheModel(answers.of(event)));
        return events.stream().map(event -> version(answers.of(event))).toList();
    }

    private List<String> assigned() {
        Rollout rollout = rollouts.newest(shop.model().name()).orElseThrow();
        return IntStream.range(0, SESSIONS)
                .mapToObj(i -> VersionAssignment.assign(rollout, "fresh-" + i, null))
                .toList();
    }

    private void keepClicking(ClickSender sender, List<String> events) {
        try {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                sender.send(click("steady-" + i % 40, "steady-e" + i, item(i)).build());
                events.add("steady-e" + i);
                Thread.sleep(50);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private String item(int number) {
        return shop.knownItems().get(number % shop.knownItems().size());
    }

    private static void isOfTheModel(Recommendation answer) {
        assertThat(answer.getItems()).isNotEmpty();
        assertThat(answer.getItems().get(0).getSource()).isEqualTo(Source.MODEL);
    }

    private static String version(Recommendation answer) {
        return answer.getModelVersion().substring(answer.getModelVersion().indexOf('/') + 1);
    }

    private JobUnderTest start() throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("model.store", store.toString());
        options.put("model.version", "v1");
        options.put("rollouts.topic", rollouts.rollouts());
        options.put("rollouts.status-topic", rollouts.status());
        options.put("rollouts.status-interval", "1 s");
        options.put("rollouts.shadow-topic", "shadow-of-" + topics.clicks());
        return JobUnderTest.start(broker.bootstrapServers(), topics, options);
    }

    private String order(int exitCode, String command, String... args) {
        Done done = run(command, concat(args, "--wait"));
        assertThat(done.exitCode()).as(done.err()).isEqualTo(exitCode);
        return done.err();
    }

    private record Done(int exitCode, String err) {}

    private Done run(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, shop.model().name()));
        all.addAll(Arrays.asList(args));
        all.add("--topic=" + rollouts.rollouts());
        all.add("--status-topic=" + rollouts.status());
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        if (command.equals("rollout")) {
            all.add("--store=" + store);
        }
        StringWriter err = new StringWriter();
        int exitCode =
                SemsrCommand.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new));
        return new Done(exitCode, err.toString());
    }

    private static String[] concat(String[] args, String last) {
        String[] all = Arrays.copyOf(args, args.length + 1);
        all[args.length] = last;
        return all;
    }
}
