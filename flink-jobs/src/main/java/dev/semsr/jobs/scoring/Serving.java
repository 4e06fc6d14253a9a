package dev.semsr.jobs.scoring;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.core.rollout.VersionAssignment;
import dev.semsr.core.rollout.VersionShare;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What answers in a process at one moment.
 *
 * @param rollout the shares of the versions; null while one version answers without a rollout
 * @param versions the loaded versions by name, shadows included; empty while there is none
 */
record Serving(Rollout rollout, Map<String, MicroBatcher> versions) {

    /** No model is loaded. */
    static final Serving NOTHING = new Serving(null, Map.of());

    /** Copies the map. */
    Serving {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /** One version without a rollout. */
    static Serving single(MicroBatcher batcher) {
        return new Serving(null, Map.of(batcher.versionName(), batcher));
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    /**
     * The version for a session.
     *
     * @param kept the version that it has had so far; null if none
     * @return null without a rollout: there is nothing to choose
     */
    String assign(String sessionId, String kept) {
        return rollout == null ? null : VersionAssignment.assign(rollout, sessionId, kept);
    }

    /**
     * What answers a session.
     *
     * @param assigned the version that the session was assigned to; another answers if that one is
     *     not loaded any more
     * @return null if no model is loaded
     */
    MicroBatcher route(String sessionId, String assigned) {
        if (rollout == null) {
            return versions.isEmpty() ? null : versions.values().iterator().next();
        }
        return versions.get(assign(sessionId, assigned));
    }

    /** The loaded versions that only score along. */
    List<MicroBatcher> shadows() {
        return rollout == null
                ? List.of()
                : rollout.shadows()
                        .map(VersionShare::version)
                        .map(versions::get)
                        .filter(Objects::nonNull)
                        .toList();
    }
}
