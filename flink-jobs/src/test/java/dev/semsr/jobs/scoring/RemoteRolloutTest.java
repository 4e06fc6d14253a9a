package dev.semsr.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.jobs.modelstore.UnreachableStoreException;
import dev.semsr.jobs.scoring.VersionRefusedException.Kind;
import dev.semsr.jobs.testing.Await;
import dev.semsr.jobs.testing.Requests;
import dev.semsr.jobs.testing.StoredModels;
import dev.semsr.jobs.testing.TestRollouts;
import dev.semsr.jobs.testing.UnreliableFileSystem;
import dev.semsr.schemas.ModelStatus;
import dev.semsr.schemas.VersionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts of versions that lie in a file system of Flink, which is at times away. */
class RemoteRolloutTest {

    @TempDir private Path remote;
    @TempDir private Path cache;
    private final TestRollouts rollouts = new TestRollouts();
    private ModelLease lease;

    @BeforeEach
    void publishTwoVersions() {
        StoredModels.write(remote, "shop", "1");
        StoredModels.write(remote, "shop", "2");
    }

    @AfterEach
    void close() {
        UnreliableFileSystem.heal();
        if (lease != null) {
            lease.close();
        }
    }

    @Test
    void aVersionIsRolledOutFromTheStore() throws Exception {
        start("1");

        lease.follow(rollouts.issue("2"));

        Await.until(() -> rollouts.reported("2", VersionState.READY));
        assertThat(answeredBy()).isEqualTo("shop/2");
    }

    @Test
    void whileTheStoreIsAwayARolloutIsRefusedAndFollowedWhenItIsOrderedAgain() throws Exception {
        start("1");
        UnreliableFileSystem.failEverywhere();

        lease.follow(rollouts.issue("2"));

        Await.until(() -> rollouts.reported("2", VersionState.REFUSED));
        assertThat(reason("2")).contains(remote.toString(), "connection refused", "again");
        assertThat(lease.refusals(Kind.UNREACHABLE)).isEqualTo(1);
        assertThat(answeredBy()).isEqualTo("shop/1");

        UnreliableFileSystem.heal();
        lease.follow(rollouts.issue("2"));
        Await.until(() -> rollouts.reported("2", VersionState.READY));
        assertThat(answeredBy()).isEqualTo("shop/2");
    }

    @Test
    void aHalfWrittenVersionIsRefusedAndTrafficStaysWhereItWas() throws Exception {
        start("1");
        Files.delete(remote.resolve("shop/2/items"));

        lease.follow(rollouts.issue("2"));

        Await.until(() -> rollouts.reported("2", VersionState.REFUSED));
        assertThat(reason("2")).contains("items", "missing in");
        assertThat(lease.refusals(Kind.DAMAGED)).isEqualTo(1);
        assertThat(answeredBy()).isEqualTo("shop/1");
    }

    @Test
    void aProcessThatStartsWhileTheStoreIsAwayLoadsAsSoonAsItIsThere() throws Exception {
        UnreliableFileSystem.failEverywhere();
        start("latest");
        assertThat(lease.isLoaded()).isFalse();

        UnreliableFileSystem.heal();

        Await.until(lease::isLoaded);
        assertThat(answeredBy()).startsWith("shop/");
    }

    @Test
    void theNewestIntactVersionIsTaken() throws IOException {
        Files.writeString(remote.resolve("shop/2/items"), "other");

        assertThat(source("latest").artefact().manifest().version()).isEqualTo("1");
    }

    @Test
    void aStoreThatIsAwayIsNoReasonToPassOverVersions() {
        UnreliableFileSystem.failAt("/items");

        assertThatThrownBy(() -> source("latest").artefact())
                .isInstanceOf(UnreachableStoreException.class);
    }

    private void start(String version) throws InterruptedException {
        lease =
                ModelHost.acquire(
                        new ModelHosting(
                                source(version),
                                rollouts.channel(),
                                new BatchingSettings(4, 64, 3, Duration.ofMillis(20))));
        lease.awaitFirstAttempt();
    }

    private StoredModelSource source(String version) {
        return new StoredModelSource(
                UnreliableFileSystem.address(remote), "shop", version, cache.toString());
    }

    private String answeredBy() throws Exception {
        Answer answer =
                lease.score(Requests.of("s", null, "item-1"), Duration.ofMinutes(1))
                        .get(30, TimeUnit.SECONDS);
        assertThat(answer.fallback()).isNull();
        return answer.modelVersion();
    }

    private String reason(String version) {
        return rollouts.reports().stream()
                .filter(report -> report.getVersion().equals(version))
                .filter(report -> report.getState() == VersionState.REFUSED)
                .map(ModelStatus::getReason)
                .findFirst()
                .orElseThrow();
    }
}
