package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.broker.Topics;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.cluster.FlinkCluster;
import dev.semsr.it.cluster.JobJar;
import dev.semsr.it.deploy.Runbook;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.BashSession;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what {@code deploy/RUNBOOK.md} says, block for block, to a Flink of several processes, while
 * shoppers go on clicking.
 */
@ExtendWith({SharedBroker.class, SharedShop.class})
class RunbookIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final List<String> SHOPPERS =
            IntStream.range(0, 12).mapToObj(number -> "shopper-" + number).toList();

    /** Subtasks that a section leaves behind, by its title; 1 unless said. */
    private static final Map<String, Integer> SUBTASKS =
            Map.of(
                    "Restore", 2,
                    "Change the graph", 2,
                    "Migrate state", 2,
                    "Replay dead letters", 2,
                    "Erase a shopper", 2);

    @TempDir private Path folder;

    private final Map<String, Integer> clicked = new HashMap<>();
    private final Set<String> erased = new HashSet<>();

    @Test
    void sessionsGoOnThroughEveryProcedure(EmbeddedBroker broker, TrainedShop shop)
            throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 4);
        Topics.rollouts("rollouts-of-" + topics.clicks(), "status-of-" + topics.clicks())
                .create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        try (var cluster = FlinkCluster.start(folder.resolve("flink"), 4);
                var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            BashSession shell = shell(cluster, broker, topics);
            sender.send("nobody", new byte[] {1});
            for (Runbook.Block block : Runbook.read().runnable()) {
                String said = shell.run(block.text());
                if (block.title().equals("Erase a shopper")) {
                    assertThat(said).contains("erased " + SHOPPERS.get(0));
                    clicked.remove(SHOPPERS.get(0));
                    erased.add(SHOPPERS.get(0));
                }
                awaitRunning(cluster, shell.variable("JOB"), block);
                everyShopperClicksOnce(shop, sender, answers, block);
            }
            answers.awaitDeadLetters(2, LIMIT); // put back, and still no click
            awaitNoLeak(cluster);
            assertThat(clicked.get(SHOPPERS.get(0))).isEqualTo(1);
            assertThat(clicked.get(SHOPPERS.get(1))).isGreaterThan(5);
        }
    }

    /**
     * The classes of jobs that ended are gone. Besides the last job's, the virtual machine itself
     * keeps some for good, such as those of the record that was compared first; not one a job.
     */
    private static void awaitNoLeak(FlinkCluster cluster) {
        Awaitility.await("class loaders of ended jobs")
                .atMost(LIMIT)
                .until(cluster::userClassLoaders, loaders -> loaders >= 1 && loaders <= 3);
    }

    private static void awaitRunning(FlinkCluster cluster, String job, Runbook.Block block) {
        Awaitility.await(block.title()).atMost(LIMIT).until(() -> cluster.allTasksRun(job));
        assertThat(cluster.jobsAlive()).as(block.text()).isEqualTo(1);
        assertThat(cluster.parallelism(job)).as(block.text()).isEqualTo(subtasks(block));
    }

    private static int subtasks(Runbook.Block block) {
        if (block.title().equals("Rescale")) {
            return block.text().contains("--parallelism 4") ? 4 : 2;
        }
        return SUBTASKS.getOrDefault(block.title(), 1);
    }

    /** The answer to each click counts the session's clicks: nothing was forgotten or doubled. */
    private void everyShopperClicksOnce(
            TrainedShop shop, ClickSender sender, Answers answers, Runbook.Block block) {
        for (String shopper : SHOPPERS) {
            int number = clicked.merge(shopper, 1, Integer::sum);
            sender.send(click(shopper, event(shopper, number), item(shop, number)).build());
        }
        for (String shopper : SHOPPERS) {
            int number = clicked.get(shopper);
            assertThat(answers.await(event(shopper, number), LIMIT).getSequence())
                    .as("%s after %s", shopper, block.title())
                    .isEqualTo(number);
        }
    }

    private String event(String shopper, int number) {
        return shopper + (erased.contains(shopper) ? "-anew-" : "-") + number;
    }

    private static String item(TrainedShop shop, int number) {
        return shop.knownItems().get(number);
    }

    /** A shell with everything that the runbook wants. */
    private BashSession shell(FlinkCluster cluster, EmbeddedBroker broker, JobTopics topics)
            throws Exception {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path bin = Files.createDirectories(work.resolve("bin"));
        cluster.writeClient(bin.resolve("flink"));
        JobJar.writeProgram(work.resolve("semsr"));
        Files.writeString(work.resolve("recommend.properties"), options(broker, topics));
        Map<String, String> variables = new HashMap<>();
        variables.put("PATH", bin + ":" + System.getenv("PATH"));
        variables.put("BROKER", broker.bootstrapServers());
        variables.put("JAR", JobJar.path().toString());
        variables.put("OPTIONS", "recommend.properties");
        variables.put("SAVEPOINTS", cluster.savepoints());
        variables.put("SESSION", SHOPPERS.get(0));
        variables.put("CLICKS", topics.clicks());
        variables.put("RECOMMENDATIONS", topics.recommendations());
        variables.put("DEAD_LETTERS", topics.deadLetters());
        variables.put("ROLLOUTS", "rollouts-of-" + topics.clicks());
        return new BashSession(work, variables);
    }

    private static String options(EmbeddedBroker broker, JobTopics topics) {
        Map<String, String> options = new TreeMap<>(topics.options());
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", SharedShop.FOLDERS.models().toString());
        options.put("model.name", SharedShop.PLAN.name());
        options.put("scoring.timeout", "30 s");
        options.put("rollouts.status-topic", "status-of-" + topics.clicks());
        StringBuilder lines = new StringBuilder();
        options.forEach((key, value) -> lines.append(key + ": " + value + "\n"));
        return lines.toString();
    }
}
