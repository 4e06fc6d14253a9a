package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.scoring.Scorer;

/**
 * A model version that can answer.
 *
 * @param scorer the model; belongs to this object
 * @param fallback popular items of the same version
 */
public record LoadedModel(Scorer scorer, PopularityFallback fallback) implements AutoCloseable {

    @Override
    public void close() {
        scorer.close();
    }
}
