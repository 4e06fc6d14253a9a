package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.PopularityFallback;
import dev.semsr.core.scoring.Scorer;

/**
 * A model version that can answer.
 *
 * @param scorer the model; belongs to this object
 * @param fallback popular items of the same version
 * @param beforeClose ends what works on the model, such as the replica of the catalogue
 */
public record LoadedModel(Scorer scorer, PopularityFallback fallback, Runnable beforeClose)
        implements AutoCloseable {

    /** A model on which nothing else works. */
    public LoadedModel(Scorer scorer, PopularityFallback fallback) {
        this(scorer, fallback, () -> {});
    }

    @Override
    public void close() {
        beforeClose.run();
        scorer.close();
    }
}
