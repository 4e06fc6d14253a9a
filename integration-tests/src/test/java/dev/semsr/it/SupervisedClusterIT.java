package dev.semsr.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.semsr.app.cluster.FlinkProcesses;
import dev.semsr.app.cluster.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cluster of the chaos runs does what Kubernetes would for a process that gives up. */
class SupervisedClusterIT {

    @TempDir private Path folder;

    @Test
    void aTaskManagerThatEndsItselfIsStartedAgainButNotOneThatWasKilled() {
        try (var cluster = FlinkProcesses.start(folder, 1, Map.of(), JavaProcess.ownClassPath())) {
            cluster.supervise();
            String name = cluster.taskManagers().get(0);
            Process first = cluster.process(name);

            JavaProcess.stop(first);
            await().atMost(Duration.ofMinutes(1)).until(() -> cluster.process(name) != first);
            cluster.awaitAllSlots();

            assertThat(cluster.revived()).isOne();
            Process second = cluster.process(name);
            JavaProcess.kill(second);
            second.onExit().join();
            assertThat(cluster.process(name)).isSameAs(second);
            assertThat(cluster.revived()).isOne();
        }
    }
}
