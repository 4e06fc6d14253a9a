package dev.semsr.jobs.scoring;

import dev.semsr.jobs.rollout.RolloutChannel;
import java.io.Serializable;

/**
 * What a process needs to host the versions of a model. Equal sources and channels share one host.
 *
 * @param source where versions come from
 * @param rollouts how the process learns which versions answer
 * @param settings how requests are batched; those of the first lease count
 */
public record ModelHosting(ModelSource source, RolloutChannel rollouts, BatchingSettings settings)
        implements Serializable {

    /** One version that answers until the process ends. */
    public ModelHosting(ModelSource source, BatchingSettings settings) {
        this(source, RolloutChannel.none(), settings);
    }
}
