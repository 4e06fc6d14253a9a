package dev.semsr.jobs.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.session.SessionRevision;
import dev.semsr.schemas.Recommendation;
import dev.semsr.schemas.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions are read from savepoints of any release, and from a rewritten one the job goes on.
 * Without a shared cluster: in the context of one, Flink refuses the local environment that
 * savepoints are read in.
 */
class SessionSavepointTest {

    private static final Path RELEASED = Path.of("src/test/resources/savepoints");
    private static final Duration RETENTION = Duration.ofDays(36_500);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void sessionsOfAnyReleaseAreRead(String version) throws Exception {
        Map<String, SessionState> sessions = read(RELEASED.resolve(version));

        assertThat(sessions).containsOnlyKeys("s0", "s1", "s2", "s3", "s4");
        assertThat(sessions.values())
                .allSatisfy(
                        session -> {
                            assertThat(session.getSequence()).isGreaterThanOrEqualTo(12);
                            assertThat(session.getClicks())
                                    .hasSize((int) Math.min(50, session.getSequence()));
                            assertThat(session.getLastArrivalTime())
                                    .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void theJobGoesOnFromARewrittenSavepoint(String version) throws Exception {
        Path rewritten = folder.resolve("rewritten");
        var revision = new SessionRevision(null, 3, Set.of("s1"));

        savepoint(RELEASED.resolve(version)).rewrite(uri(rewritten), revision, RETENTION);

        Map<String, SessionState> sessions = read(rewritten);
        assertThat(sessions).containsOnlyKeys("s0", "s2", "s3", "s4");
        assertThat(sessions.values()).allMatch(session -> session.getClicks().size() == 3);
        try (var job = new SavepointJob().parallelism(2).from(rewritten).start()) {
            assertOnlyErasedBeganAfresh(job.await(40));
        }
    }

    /** The graph that is deployed: there the same state belongs to another operator. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void aSavepointOfAJobThatFollowsRolloutsIsReadAndRewritten(String version) throws Exception {
        Path rewritten = folder.resolve("rewritten");
        Path taken;
        try (var job = new SavepointJob().rolledOut("2").from(RELEASED.resolve(version)).start()) {
            job.await(20);
            taken = job.stop(folder);
        }

        assertThat(read(taken)).containsOnlyKeys("s0", "s1", "s2", "s3", "s4");
        assertThat(read(taken).values()).allMatch(session -> session.getVariant().equals("2"));
        savepoint(taken)
                .rewrite(uri(rewritten), new SessionRevision(null, 3, Set.of("s1")), RETENTION);
        try (var job = new SavepointJob().rolledOut("2").from(rewritten).start()) {
            assertOnlyErasedBeganAfresh(job.await(40));
        }
    }

    private static void assertOnlyErasedBeganAfresh(List<Recommendation> answers) {
        assertThat(answers)
                .filteredOn(answer -> !answer.getSessionId().equals("s1"))
                .isNotEmpty()
                .allMatch(
                        answer ->
                                answer.getSequence()
                                        == EndlessClicks.sequence(answer.getClickEventId()));
        assertThat(answers)
                .filteredOn(answer -> answer.getSessionId().equals("s1"))
                .first()
                .matches(answer -> answer.getSequence() == 1);
    }

    @Test
    void sessionsThatAreTooOldAreDropped() throws Exception {
        Path rewritten = folder.resolve("rewritten");
        var revision = new SessionRevision(Instant.parse("2100-01-01T00:00:00Z"), 3, Set.of());

        savepoint(RELEASED.resolve("v1")).rewrite(uri(rewritten), revision, RETENTION);

        try (var job = new SavepointJob().from(rewritten).start()) {
            assertThat(job.await(20).subList(0, EndlessClicks.SESSIONS))
                    .allMatch(answer -> answer.getSequence() == 1);
        }
    }

    @Test
    void aFolderThatIsNoSavepointIsRefused() {
        assertThatThrownBy(() -> read(folder)).hasStackTraceContaining("_metadata");
    }

    private Map<String, SessionState> read(Path path) throws Exception {
        Map<String, SessionState> sessions = new TreeMap<>();
        savepoint(path)
                .read(
                        (id, state) -> {
                            sessions.put(id, state);
                            return true;
                        });
        return sessions;
    }

    private static SessionSavepoint savepoint(Path path) {
        return new SessionSavepoint(uri(path), new Configuration());
    }

    private static String uri(Path path) {
        return path.toAbsolutePath().toUri().toString();
    }
}
