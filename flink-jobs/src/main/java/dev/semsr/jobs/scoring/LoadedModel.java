package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.scoring.Scorer;

/**
 * A model version that can answer.
 *
 * @param scorer the model; belongs to this object
 * @param fallback what answers when the model cannot, of the same version
 * @param beforeClose ends what works on the model, such as the replica of the catalogue
 */
public record LoadedModel(Scorer scorer, FallbackLadder fallback, Runnable beforeClose)
        implements AutoCloseable {

    /** A model on which nothing else works. */
    public LoadedModel(Scorer scorer, FallbackLadder fallback) {
        this(scorer, fallback, () -> {});
    }

    @Override
    public void close() {
        beforeClose.run();
        scorer.close();
    }
}
