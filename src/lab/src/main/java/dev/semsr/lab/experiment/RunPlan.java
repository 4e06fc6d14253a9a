package dev.semsr.lab.experiment;

import dev.semsr.model.training.TrainingSettings;

/**
 * One training of an experiment.
 *
 * @param settings how to train, seed included
 */
public record RunPlan(TrainingSettings settings) {

    /** Variant and backbone, such as {@code semsr-f/niser}. */
    public String model() {
        return settings.variant().code() + "/" + settings.backbone().code();
    }

    /** Name of the run, also that of its folder: {@code semsr-f-niser-seed2}. */
    public String name() {
        return model().replace('/', '-') + "-seed" + settings.seed();
    }
}
