package dev.semsr.jobs.rules;

import java.time.Duration;

/** What reads rules, until it is closed. */
public interface RuleFeed extends AutoCloseable {

    /**
     * Waits until all rules are known that there were at the start.
     *
     * @return false if that took longer
     */
    boolean awaitCaughtUp(Duration patience) throws InterruptedException;

    /** How many rules could not be followed and were left out. */
    long rejected();

    /** Stops reading. */
    @Override
    void close();
}
