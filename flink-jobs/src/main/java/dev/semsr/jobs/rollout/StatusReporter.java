package dev.semsr.jobs.rollout;

import dev.semsr.schemas.ModelStatus;

/** Takes what became of model versions. */
public interface StatusReporter extends AutoCloseable {

    /**
     * Passes a report on. Never fails: a report that cannot be sent is logged. May wait a few
     * seconds for the broker; what answers goes on meanwhile.
     */
    void report(ModelStatus status);

    @Override
    void close();
}
