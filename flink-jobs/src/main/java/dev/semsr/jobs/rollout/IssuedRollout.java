package dev.semsr.jobs.rollout;

import dev.semsr.core.rollout.Rollout;
import dev.semsr.schemas.ModelRollout;

/**
 * A rollout as it stands in its topic.
 *
 * @param offset its place in the topic: of two the one with the higher offset counts
 * @param rollout the record, checked
 */
public record IssuedRollout(long offset, ModelRollout rollout) {

    /** What it orders. */
    public Rollout order() {
        return Rollout.of(rollout);
    }
}
