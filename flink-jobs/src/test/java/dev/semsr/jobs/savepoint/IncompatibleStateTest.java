package dev.semsr.jobs.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.core.session.FieldMapping;
import dev.semsr.core.session.SessionFormException;
import dev.semsr.core.session.SessionReviser;
import dev.semsr.core.session.SessionRevision;
import dev.semsr.jobs.session.SessionExpiry;
import dev.semsr.schemas.SchemaHistory;
import dev.semsr.schemas.SessionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sessions of a form that Avro cannot resolve to today's are brought over. Without a shared
 * cluster, see {@link SessionSavepointTest}.
 */
class IncompatibleStateTest {

    private static final String RELEASED =
            uri(Path.of("src/test/resources/savepoints").resolve("v2"));
    private static final Duration RETENTION = Duration.ofDays(36_500);
    private static final Schema SCHEMA = IncompatibleSavepoint.schema();

    private static final FieldMapping MAPPING =
            new FieldMapping(
                    Map.of("seen_event_ids", "recent_event_ids"),
                    Map.of("variant", "1"),
                    Set.of("clicks_per_minute"));

    @TempDir private static Path savepoints;
    @TempDir private Path folder;

    /** Reads the number in the text that {@code sequence} was; all else is done by the mapping. */
    static final class SequenceReviser implements SessionReviser {

        private static final long serialVersionUID = 1L;

        private final FieldMapping others =
                new FieldMapping(
                        MAPPING.renames(),
                        Map.of("variant", "1", "sequence", "0"),
                        MAPPING.dropped());

        @Override
        public void check(Schema written) {
            others.check(written);
        }

        @Override
        public SessionState revise(String sessionId, GenericRecord written) {
            SessionState state = others.revise(sessionId, written);
            String sequence = (String) written.get("sequence");
            state.setSequence(Long.parseLong(sequence.replace(" clicks", "")));
            return state;
        }
    }

    @BeforeAll
    static void makeTheSavepoint() throws Exception {
        IncompatibleSavepoint.write(RELEASED, incompatible());
    }

    @Test
    void withoutTheirSchemaTheyAreRefusedAndTheMessageSaysWhatToDo() {
        SessionSavepoint savepoint = savepoint(incompatible());

        assertThatThrownBy(() -> read(savepoint))
                .isInstanceOf(SessionFormException.class)
                .hasMessageContaining("--written-as");
        assertThatThrownBy(
                        () ->
                                savepoint.rewrite(
                                        uri(folder.resolve("rewritten")),
                                        SessionRevision.none(),
                                        RETENTION))
                .isInstanceOf(SessionFormException.class)
                .hasMessageContaining("--written-as");
    }

    @Test
    void aFieldThatCannotBeConvertedIsNamedWithItsSession() {
        SessionSavepoint savepoint =
                savepoint(incompatible()).writtenAs(new WrittenForm(SCHEMA, MAPPING));

        assertThatThrownBy(() -> read(savepoint))
                .isInstanceOf(SessionFormException.class)
                .hasMessageMatching("(?s)Session s[0-4]: field 'sequence' .*string.*long.*");
    }

    @Test
    void withTheirSchemaTheyComeOverWithTimersAndTheJobGoesOn() throws Exception {
        SessionSavepoint savepoint =
                savepoint(incompatible()).writtenAs(new WrittenForm(SCHEMA, new SequenceReviser()));
        String rewritten = uri(folder.resolve("rewritten"));

        savepoint.rewrite(rewritten, SessionRevision.none(), RETENTION);

        Map<String, SessionState> sessions = read(savepoint(rewritten));
        assertThat(sessions).isEqualTo(expected()).isEqualTo(read(savepoint));
        assertThat(SessionTimers.in(rewritten)).isEqualTo(timers(sessions));
        try (var job = new SavepointJob().parallelism(2).from(path(rewritten)).start()) {
            assertThat(job.await(40))
                    .allMatch(
                            answer ->
                                    answer.getSequence()
                                                    == EndlessClicks.sequence(
                                                            answer.getClickEventId())
                                            && answer.getSequence() > 5);
        }
    }

    @Test
    void anotherSchemaThanTheirsIsRefused() {
        Schema older = SchemaHistory.released("SessionState").get(0);
        SessionSavepoint savepoint =
                savepoint(RELEASED).writtenAs(new WrittenForm(older, FieldMapping.byName()));

        assertThatThrownBy(() -> read(savepoint))
                .isInstanceOf(SessionFormException.class)
                .hasMessageContaining("not written with the schema that was given");
    }

    /** What the released sessions say, with the variant of the mapping. */
    private static Map<String, SessionState> expected() throws Exception {
        Map<String, SessionState> sessions = read(savepoint(RELEASED));
        sessions.values().forEach(session -> session.setVariant("1"));
        return sessions;
    }

    private static Map<String, List<Long>> timers(Map<String, SessionState> sessions) {
        var expiry = new SessionExpiry(RETENTION);
        Map<String, List<Long>> timers = new TreeMap<>();
        sessions.forEach((id, state) -> timers.put(id, List.of(expiry.timerOf(state))));
        return timers;
    }

    private static Map<String, SessionState> read(SessionSavepoint savepoint) throws Exception {
        Map<String, SessionState> sessions = new TreeMap<>();
        savepoint.read(
                (id, state) -> {
                    sessions.put(id, state);
                    return true;
                });
        return sessions;
    }

    private static String incompatible() {
        return uri(savepoints.resolve("incompatible"));
    }

    private static SessionSavepoint savepoint(String uri) {
        return new SessionSavepoint(uri, new Configuration());
    }

    private static String uri(Path path) {
        return path.toAbsolutePath().toUri().toString();
    }

    private static Path path(String uri) {
        return Path.of(java.net.URI.create(uri));
    }
}
