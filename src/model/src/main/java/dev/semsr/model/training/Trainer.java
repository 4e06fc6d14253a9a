package dev.semsr.model.training;

import dev.semsr.model.device.TensorFlowNatives;
import java.nio.file.Path;

/** Trains networks by gradients of their TensorFlow graph, in this process. */
public final class Trainer {

    private Trainer() {}

    /**
     * Trains a model. Training stops after the epochs of the settings, or earlier, when the
     * validation metric has not become better for some epochs; the best weights are kept.
     *
     * @param checkpoints folder of the checkpoint, made if absent; null to write none
     * @param resume whether to go on from the checkpoint, if there is one; the result is that of a
     *     training that was never stopped
     * @throws CheckpointMismatchException if the checkpoint belongs to another corpus or other
     *     settings, or is damaged
     * @throws IllegalArgumentException if the corpus has nothing to learn from, or no text for a
     *     variant that needs it
     */
    public static TrainedModel train(
            Corpus corpus,
            TrainingSettings settings,
            Path checkpoints,
            boolean resume,
            TrainingProgress progress) {
        return train(corpus, settings, null, checkpoints, resume, progress);
    }

    /**
     * Trains a model that begins from what another has learned. With settings of 0 epochs it stays
     * that.
     *
     * @param first weights to begin with; null to begin from chance
     */
    public static TrainedModel train(
            Corpus corpus,
            TrainingSettings settings,
            FirstWeights first,
            Path checkpoints,
            boolean resume,
            TrainingProgress progress) {
        return trainWith(
                corpus,
                settings,
                first,
                new Checkpoints(checkpoints, corpus, settings, first, Checkpoints.EVERY),
                resume,
                progress);
    }

    static TrainedModel trainWith(
            Corpus corpus,
            TrainingSettings settings,
            Checkpoints checkpoints,
            boolean resume,
            TrainingProgress progress) {
        return trainWith(corpus, settings, null, checkpoints, resume, progress);
    }

    static TrainedModel trainWith(
            Corpus corpus,
            TrainingSettings settings,
            FirstWeights first,
            Checkpoints checkpoints,
            boolean resume,
            TrainingProgress progress) {
        TensorFlowNatives.load();
        try (TrainingRun run = new TrainingRun(corpus, settings, first, checkpoints, progress)) {
            if (resume) {
                run.resume();
            }
            return run.finish();
        }
    }
}
