package dev.semsr.jobs.testing;

import dev.semsr.jobs.scoring.ScoringPath;
import dev.semsr.jobs.scoring.ScoringRequest;
import java.time.Instant;
import java.util.List;

/** Requests to models, for tests. */
public final class Requests {

    private Requests() {}

    /**
     * A request for the model.
     *
     * @param version version that the session is assigned to; null for none
     * @param items items of the session, the clicked one last
     */
    public static ScoringRequest of(String sessionId, String version, String... items) {
        return new ScoringRequest(
                sessionId,
                "event",
                items[items.length - 1],
                Instant.EPOCH,
                1L,
                List.of(items),
                ScoringPath.MODEL,
                List.of(),
                null,
                null,
                version);
    }
}
