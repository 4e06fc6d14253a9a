package dev.semsr.lab.experiment;

import dev.semsr.core.scoring.Scorer;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainingProgress;
import java.nio.file.Path;

/** Trains a model; goes on where an earlier start in the same folder stopped. */
@FunctionalInterface
interface Training {

    /**
     * A trained model.
     *
     * @param scorer the model, to be closed by the caller
     * @param validation its metrics on the validation part
     */
    record Trained(Scorer scorer, RankMetrics validation) {}

    Trained train(RunPlan plan, Corpus corpus, Path folder, TrainingProgress progress);
}
