package dev.semsr.jobs.rollout;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How a process learns of rollouts and tells what became of them. Equal channels are the same, so
 * an implementation is a record, best.
 */
public interface RolloutChannel extends Serializable {

    /** Whether rollouts are followed at all. */
    boolean isOpen();

    /**
     * The last rollout in the topic at this moment; empty if there was none yet.
     *
     * @throws RuntimeException if the topic cannot be read; the message says why
     */
    Optional<IssuedRollout> newest();

    /** Opens the way back; the caller closes it. */
    StatusReporter reporter();

    /** How often what is loaded is reported again. */
    Duration reportInterval();

    /** No rollouts: one version answers, until the process ends. */
    static RolloutChannel none() {
        return NoRollouts.INSTANCE;
    }
}
