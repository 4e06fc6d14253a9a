package dev.semsr.model.training;

import java.time.Duration;

/** Told how training goes on, from the training thread. */
public interface TrainingProgress {

    /** Called about once a second inside an epoch. */
    void step(Step step);

    /** Called at the end of each epoch, after validation. */
    void epoch(Epoch epoch);

    /**
     * Where an epoch stands.
     *
     * @param epoch number of the epoch, from 1
     * @param epochs epochs at most
     * @param step steps done in this epoch
     * @param steps steps of an epoch
     * @param loss mean loss an example, since the epoch began
     * @param examplesPerSecond rate since the epoch began or was resumed
     * @param epochLeft time left in this epoch at that rate
     */
    record Step(
            int epoch,
            int epochs,
            int step,
            int steps,
            double loss,
            double examplesPerSecond,
            Duration epochLeft) {}

    /**
     * An epoch that is done.
     *
     * @param epoch number of the epoch, from 1
     * @param epochs epochs at most
     * @param loss mean training loss an example
     * @param validation metrics on the validation examples; NaN if there are none
     * @param best whether these are the best weights so far
     * @param took time of the epoch, validation included
     */
    record Epoch(
            int epoch,
            int epochs,
            double loss,
            RankMetrics validation,
            boolean best,
            Duration took) {}

    /** A listener that says nothing. */
    static TrainingProgress silent() {
        return new TrainingProgress() {
            @Override
            public void step(Step step) {}

            @Override
            public void epoch(Epoch epoch) {}
        };
    }
}
