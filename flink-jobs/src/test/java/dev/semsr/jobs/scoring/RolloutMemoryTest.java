package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.semsr.core.rollout.VersionShare;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.Requests;
import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.jobs.testing.TestRollouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many rollouts of real models in one process. How many: {@code -Drollout.loops=1000} (30). Each
 * loads a model onto the device, lets it answer, and frees the one before.
 */
class RolloutMemoryTest {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutMemoryTest.class);
    private static final int LOOPS = Integer.getInteger("rollout.loops", 30);

    /** TensorFlow and the JVM reach their size in the first ones. */
    private static final int WARM_UP = Math.max(10, LOOPS / 10);

    private static final long PER_MIB = 1024;
    private static final long ALLOWED_MIB = 64;

    @TempDir private Path store;

    @Test
    @EnabledOnOs(OS.LINUX)
    void freedVersionsGiveTheirMemoryBack() throws Exception {
        StoredModels.write(store, "shop", "1");
        StoredModels.write(store, "shop", "2");
        TestRollouts rollouts = new TestRollouts();
        ModelHosting hosting =
                new ModelHosting(
                        new StoredModelSource(store.toString(), "shop", "1"),
                        rollouts.channel(),
                        new BatchingSettings(4, 64, 3, Duration.ofMillis(50)));
        long settled = 0;
        try (ModelLease lease = ModelHost.acquire(hosting)) {
            lease.awaitFirstAttempt();
            for (int loop = 1; loop <= LOOPS; loop++) {
                rollOut(loop % 2 == 0 ? "1" : "2", rollouts, lease);
                if (loop == WARM_UP) {
                    settled = residentMiB();
                }
                if (loop % 10 == 0) {
                    LOG.info("After {} rollouts: {} MiB resident", loop, residentMiB());
                }
            }
            assertThat(lease.loadedVersions()).isEqualTo(1);
        }
        assertThat(residentMiB()).isLessThan(settled + ALLOWED_MIB);
    }

    private static void rollOut(String version, TestRollouts rollouts, ModelLease lease)
            throws Exception {
        var issued = rollouts.issue(List.of(VersionShare.of(version, 1)), List.of());
        Instant time = issued.order().issuedAt();
        lease.follow(issued);
        Await.until(
                () ->
                        rollouts.reports().stream()
                                .anyMatch(
                                        r ->
                                                r.getRolloutIssuedAt().equals(time)
                                                        && r.getState()
                                                                == dev.semsr.schemas.VersionState
                                                                        .READY));
        Answer answer =
                lease.score(Requests.of("s", null, "item-1"), Duration.ofMinutes(1))
                        .get(30, TimeUnit.SECONDS);
        assertThat(answer.modelVersion()).isEqualTo("shop/" + version);
        assertThat(answer.fallback()).isNull();
        rollouts.reports().clear();
    }

    private static long residentMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / PER_MIB)
                .findFirst()
                .orElseThrow();
    }
}
