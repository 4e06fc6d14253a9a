package dev.semsr.app.soak;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a benchmark of rollouts does.
 *
 * @param rollouts orders, every second one a rollback
 * @param rate clicks a second
 * @param items size of the catalogue
 * @param warmUp how long clicks are sent before anything is measured
 * @param usual how long latency is measured before the first order
 * @param pause between the end of a rollout and the next order
 * @param work for logs, topics and state; must be empty
 */
public record RolloutsSettings(
        int rollouts,
        double rate,
        int items,
        Duration warmUp,
        Duration usual,
        Duration pause,
        Path work) {

    private static final int STATE_MEMORY = 32;

    /** Checks the ranges. */
    public RolloutsSettings {
        if (rollouts < 1 || items < 1 || !(rate > 0) || usual.isNegative() || usual.isZero()) {
            throw new IllegalArgumentException(
                    "Needed are at least one rollout, one item, one click a second, and a second of"
                            + " usual traffic");
        }
    }

    /** The cluster on which it is done. */
    SoakSettings cluster() {
        return new SoakSettings(Duration.ZERO, rate, items, rollouts, 0, STATE_MEMORY, work);
    }
}
