package dev.semsr.it;

import static dev.semsr.it.stack.ClickSender.click;
import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.app.broker.EmbeddedBroker;
import dev.semsr.app.demo.TrainedShop;
import dev.semsr.it.cluster.FlinkCluster;
import dev.semsr.it.cluster.JobJar;
import dev.semsr.it.stack.Answers;
import dev.semsr.it.stack.ClickSender;
import dev.semsr.it.stack.JobTopics;
import dev.semsr.it.stack.SharedBroker;
import dev.semsr.it.stack.SharedShop;
import dev.semsr.jobs.recommend.RecommendJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real job comes and goes in one cluster: what it leaves in the processes would fill their
 * metaspace, start after start.
 */
@ExtendWith({SharedBroker.class, SharedShop.class})
class JobRestartIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int STARTS = 7;

    /**
     * The virtual machine itself keeps the classes of the first job, and of the one whose record
     * was compared first ({@code ObjectMethods}); a leak would be one for each start.
     */
    private static final int KEPT = 2;

    @TempDir private Path folder;

    @Test
    void aCancelledJobLeavesNoClassesNoThreadsAndNoSecondTensorFlow(
            EmbeddedBroker broker, TrainedShop shop) throws Exception {
        JobTopics topics = JobTopics.create(broker.bootstrapServers(), 2);
        try (var cluster = FlinkCluster.start(folder);
                var answers = new Answers(broker.bootstrapServers(), topics);
                var sender = new ClickSender(broker.bootstrapServers(), topics.clicks())) {
            for (int start = 1; start <= STARTS; start++) {
                String job = run(cluster, broker, topics);
                sender.send(click("s", "e" + start, shop.knownItems().get(start)).build());
                assertThat(answers.await("e" + start, LIMIT).getModelVersion())
                        .as("the model answers in start %d", start)
                        .isNotEqualTo("none");
                assertThat(cluster.userClassLoaders()).as("while it runs").isPositive();
                assertThat(cluster.nativeLibraries("libtensorflow_cc")).hasSize(1);
                cluster.cancel(job);
            }
            Awaitility.await("threads of the jobs end")
                    .atMost(LIMIT)
                    .until(() -> cluster.threads("semsr-"), List::isEmpty);
            Awaitility.await("the classes of " + STARTS + " cancelled jobs are given back")
                    .atMost(LIMIT)
                    .until(cluster::userClassLoaders, loaders -> loaders <= KEPT);
            assertThat(cluster.nativeLibraries("libtensorflow_cc")).hasSize(1);
        }
    }

    private static String run(FlinkCluster cluster, EmbeddedBroker broker, JobTopics topics)
            throws Exception {
        Map<String, String> options = new TreeMap<>(topics.options());
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("model.store", SharedShop.FOLDERS.models().toString());
        options.put("model.name", SharedShop.PLAN.name());
        options.put("scoring.timeout", "30 s");
        List<String> arguments = new ArrayList<>();
        options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
        return cluster.run(JobJar.path(), RecommendJob.class.getName(), List.of(), arguments);
    }
}
