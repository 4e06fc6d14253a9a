package dev.semsr.lab.experiment;

import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.model.training.TrainingProgress;

/** Is told how an experiment goes on, from its thread. */
public interface ExperimentListener {

    /**
     * A training begins, or goes on.
     *
     * @param number number of the run, from 1
     * @param of number of runs
     */
    void runBegins(RunPlan plan, int number, int of);

    /** A run was done by an earlier start. */
    void runSkipped(RunResult stored, int number, int of);

    /** A run is done. */
    void runDone(RunResult result, int number, int of);

    /** Is told how the training of the current run goes on. */
    TrainingProgress training();

    /** Is told how the evaluation of the current run goes on. */
    ProgressListener evaluation();

    /** A listener that says nothing. */
    static ExperimentListener silent() {
        return new ExperimentListener() {
            @Override
            public void runBegins(RunPlan plan, int number, int of) {}

            @Override
            public void runSkipped(RunResult stored, int number, int of) {}

            @Override
            public void runDone(RunResult result, int number, int of) {}

            @Override
            public TrainingProgress training() {
                return TrainingProgress.silent();
            }

            @Override
            public ProgressListener evaluation() {
                return ProgressListener.silent();
            }
        };
    }
}
