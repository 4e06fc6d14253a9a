package dev.semsr.lab.experiment;

import dev.semsr.lab.evaluation.EvaluationResult;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainingSettings;
import java.time.Instant;
import java.util.List;

/**
 * What one training came to.
 *
 * @param name name of the run
 * @param model name of the model
 * @param fingerprint of data, protocol, text and settings: a result of another one is not reused
 * @param settings how each of its networks was trained
 * @param epochs epochs that were run
 * @param validation metrics of its first network on the validation part, by which training stopped
 * @param test metrics on the test part
 * @param finished when
 */
public record RunResult(
        String name,
        String model,
        String fingerprint,
        List<TrainingSettings> settings,
        int epochs,
        RankMetrics validation,
        EvaluationResult test,
        Instant finished) {

    /** Copies the list. */
    public RunResult {
        settings = List.copyOf(settings);
    }
}
