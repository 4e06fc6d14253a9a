package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackLadder;
import dev.semsr.core.scoring.Scorer;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A model version that can answer.
 *
 * @param scorer the model; belongs to this object
 * @param fallback what answers when the model cannot, of the same version
 * @param beforeClose ends what works on the model, such as the replica of the catalogue
 * @param mismatch says why the model does not fit the catalogue that it follows; empty if it does
 * @param refusedVectors how many vectors of the catalogue are of another encoder than the model's
 * @param behind whether the catalogue was not yet read to its end when the model was loaded
 */
public record LoadedModel(
        Scorer scorer,
        FallbackLadder fallback,
        Runnable beforeClose,
        Supplier<Optional<String>> mismatch,
        LongSupplier refusedVectors,
        boolean behind)
        implements AutoCloseable {

    /** A model on which nothing else works. */
    public LoadedModel(Scorer scorer, FallbackLadder fallback) {
        this(scorer, fallback, () -> {});
    }

    /** A model that something works on, and fits. */
    public LoadedModel(Scorer scorer, FallbackLadder fallback, Runnable beforeClose) {
        this(scorer, fallback, beforeClose, Optional::empty);
    }

    /** A model that does not follow the catalogue's vectors one by one. */
    public LoadedModel(
            Scorer scorer,
            FallbackLadder fallback,
            Runnable beforeClose,
            Supplier<Optional<String>> mismatch) {
        this(scorer, fallback, beforeClose, mismatch, () -> 0, false);
    }

    /** The version without the model's name. */
    String versionName() {
        String version = scorer.version();
        return version.substring(version.lastIndexOf('/') + 1);
    }

    /** Why the model does not fit its catalogue; empty if it does. */
    Optional<String> complaint() {
        return mismatch.get();
    }

    @Override
    public void close() {
        beforeClose.run();
        scorer.close();
    }
}
