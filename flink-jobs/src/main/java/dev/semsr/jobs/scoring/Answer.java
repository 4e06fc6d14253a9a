package dev.semsr.jobs.scoring;

import dev.semsr.core.fallback.FallbackReason;
import dev.semsr.core.ranking.Candidate;
import java.util.List;

/**
 * What is known about a session after the model was asked, or could not be asked.
 *
 * @param candidates items to rank, best first
 * @param modelVersion version of the model, {@value #NO_MODEL} if none was loaded
 * @param variant variant of the model, {@value #NO_MODEL} if none was loaded
 * @param fallback why the model did not answer; null if it did
 */
public record Answer(
        List<Candidate> candidates, String modelVersion, String variant, FallbackReason fallback) {

    /** Version and variant while no model is loaded. */
    public static final String NO_MODEL = "none";

    /** An answer without items. */
    static Answer withoutModel() {
        return new Answer(List.of(), NO_MODEL, NO_MODEL, FallbackReason.NO_MODEL);
    }

    /** What the ladder of a model version says of a session. */
    static Answer fallback(LoadedModel model, List<String> items, FallbackReason reason) {
        return new Answer(
                model.fallback().candidates(items, reason),
                model.scorer().version(),
                model.scorer().variant(),
                reason);
    }
}
