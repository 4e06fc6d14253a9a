package dev.semsr.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.semsr.schemas.SessionClick;
import dev.semsr.schemas.SessionState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionRevisionTest {

    private static final Instant ARRIVAL = Instant.parse("2026-06-01T12:00:00Z");

    private final SessionState state =
            SessionState.newBuilder()
                    .setClicks(
                            List.of(
                                    new SessionClick("a", ARRIVAL.minusSeconds(2)),
                                    new SessionClick("b", ARRIVAL.minusSeconds(1)),
                                    new SessionClick("c", ARRIVAL)))
                    .setSequence(7)
                    .setLastArrivalTime(ARRIVAL)
                    .build();

    @Test
    void noneLeavesASessionAsItIs() {
        assertThat(SessionRevision.none().apply("s1", state)).isSameAs(state);
    }

    @Test
    void erasedSessionsAreDroppedAndNoOthers() {
        var revision = new SessionRevision(null, 50, Set.of("s1"));

        assertThat(revision.apply("s1", state)).isNull();
        assertThat(revision.apply("s2", state)).isSameAs(state);
    }

    @Test
    void sessionsWhoseNewestClickCameBeforeTheLimitAreDropped() {
        assertThat(new SessionRevision(ARRIVAL, 50, Set.of()).apply("s1", state)).isSameAs(state);
        assertThat(new SessionRevision(ARRIVAL.plusMillis(1), 50, Set.of()).apply("s1", state))
                .isNull();
    }

    @Test
    void theNewestClicksAreKeptAndTheSequenceGoesOn() {
        SessionState after = new SessionRevision(null, 2, Set.of()).apply("s1", state);

        assertThat(after.getClicks()).extracting(SessionClick::getItemId).containsExactly("b", "c");
        assertThat(after.getSequence()).isEqualTo(7);
        assertThat(state.getClicks()).as("what went in").hasSize(3);
    }

    @Test
    void aSessionWithoutClicksIsNone() {
        assertThatThrownBy(() -> new SessionRevision(null, 0, Set.of()))
                .hasMessageContaining("at least 1");
    }
}
