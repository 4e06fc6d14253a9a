package dev.semsr.lab.agent;

import java.time.Duration;

/** Waits; a test only notes how long. */
@FunctionalInterface
interface Pauses {

    /** Waits. */
    void sleep(Duration duration) throws InterruptedException;

    /** Waits really. */
    static Pauses real() {
        return duration -> Thread.sleep(duration.toMillis());
    }

    /** Waits; an interrupt ends the run. */
    default void pause(Duration duration) {
        try {
            sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentStoppedException(
                    AgentStoppedException.Stop.INTERRUPTED, "Interrupted while waiting");
        }
    }
}
