package dev.semsr.jobs.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SchemaHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The savepoint of every released version of the session state goes on in this release: at another
 * parallelism, in a graph with a step more, in one with a step less, and in one with rollouts.
 */
class ReleasedSavepointsTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final Path RELEASED = Path.of("src/test/resources/savepoints");

    @TempDir private Path folder;

    static Stream<String> versions() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders
                    .map(version -> version.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyReleasedVersionOfTheStateHasASavepoint() throws IOException {
        List<String> released =
                IntStream.rangeClosed(1, SchemaHistory.released("SessionState").size())
                        .mapToObj(version -> "v" + version)
                        .toList();

        assertThat(versions())
                .as("make it with SavepointMaker")
                .containsExactlyElementsOf(released);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessionsGoOnAtAnotherParallelism(String version) throws Exception {
        Path second;
        try (var job = new SavepointJob().parallelism(4).from(RELEASED.resolve(version)).start()) {
            assertSessionsWentOn(job.await(40));
            second = job.stop(folder);
        }
        try (var job = new SavepointJob().parallelism(2).from(second).start()) {
            assertSessionsWentOn(job.await(40));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessionsGoOnInAGraphWithAStepMoreAndThenAStepLess(String version) throws Exception {
        Path second;
        try (var job = new SavepointJob().withExtraStep().from(RELEASED.resolve(version)).start()) {
            assertSessionsWentOn(job.await(20));
            second = job.stop(folder);
        }
        try (var job = new SavepointJob().from(second).allowUnclaimed().start()) {
            assertSessionsWentOn(job.await(20));
        }
        assertThatThrownBy(
                        () -> {
                            try (var job = new SavepointJob().from(second).start()) {
                                job.await(1);
                            }
                        })
                .as("state is never dropped without being told to")
                .hasStackTraceContaining("Cannot map checkpoint/savepoint state for operator");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sessionsGoOnInAGraphThatFollowsRollouts(String version) throws Exception {
        try (var job = new SavepointJob().rolledOut("2").from(RELEASED.resolve(version)).start()) {
            List<Recommendation> answers = job.await(20);

            assertSessionsWentOn(answers);
            assertThat(answers)
                    .extracting(Recommendation::getModelVersion)
                    .containsOnly("alphabet/2");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anotherHighestParallelismIsRefused(String version) {
        SavepointJob other =
                new SavepointJob().highestParallelism(120).from(RELEASED.resolve(version));

        assertThatThrownBy(
                        () -> {
                            try (var job = other.start()) {
                                job.await(1);
                            }
                        })
                .hasStackTraceContaining("Max parallelism mismatch")
                .hasStackTraceContaining("max parallelism 240");
    }

    /** Had a session begun afresh, its first answer would be number one. */
    private static void assertSessionsWentOn(List<Recommendation> answers) {
        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.getSequence())
                                    .isEqualTo(EndlessClicks.sequence(answer.getClickEventId()))
                                    .isGreaterThan(5);
                        });
    }
}
