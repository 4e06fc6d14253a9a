package dev.semsr.app.cli;

import dev.semsr.model.training.TrainingProgress;
import java.util.Locale;

/** Shows on a progress line how a training goes on; each epoch leaves a line that stays. */
final class TrainingLine implements TrainingProgress {

    private final ProgressLine line;
    private int epochs;

    TrainingLine(ProgressLine line) {
        this.line = line;
    }

    /** Number of the last epoch that was finished. */
    int epochs() {
        return epochs;
    }

    @Override
    public void step(Step step) {
        line.show(
                String.format(
                        Locale.ROOT,
                        "Epoch %d of %d: step %,d of %,d, loss %.3f, %,.0f examples/s, %s left",
                        step.epoch(),
                        step.epochs(),
                        step.step(),
                        step.steps(),
                        step.loss(),
                        step.examplesPerSecond(),
                        CountedProgress.duration(step.epochLeft())));
    }

    @Override
    public void epoch(Epoch epoch) {
        epochs = epoch.epoch();
        line.keep(
                String.format(
                        Locale.ROOT,
                        "Epoch %d of %d: loss %.3f, %s%s, %s",
                        epoch.epoch(),
                        epoch.epochs(),
                        epoch.loss(),
                        Figures.text(epoch.validation()),
                        epoch.best() ? " (best so far)" : "",
                        CountedProgress.duration(epoch.took())));
    }
}
