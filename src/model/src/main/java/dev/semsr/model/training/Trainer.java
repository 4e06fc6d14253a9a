package dev.semsr.model.training;

import java.nio.file.Path;

/** Trains networks by gradients of their TensorFlow graph, in this process. */
public final class Trainer {

    private Trainer() {}

    /**
     * Trains a model.
     *
     * @param checkpoints folder of the checkpoint, made if absent; null to write none
     * @param resume whether to go on from the checkpoint, if there is one; the result is that of a
     *     training that was never stopped
     * @throws CheckpointMismatchException if the checkpoint belongs to another corpus or other
     *     settings
     */
    public static TrainedModel train(
            Corpus corpus,
            TrainingSettings settings,
            Path checkpoints,
            boolean resume,
            TrainingProgress progress) {
        throw new UnsupportedOperationException("coming");
    }
}
