package dev.semsr.app.demo;

import dev.semsr.model.training.TrainingProgress;
import java.util.Locale;

/** Shows how the training of a demo's model goes on. */
final class TrainingView implements TrainingProgress {

    private final DemoView view;
    private final Runnable stopCheck;

    TrainingView(DemoView view, Runnable stopCheck) {
        this.view = view;
        this.stopCheck = stopCheck;
    }

    @Override
    public void step(Step step) {
        stopCheck.run();
        view.show(
                String.format(
                        Locale.ROOT,
                        "Training  epoch %d of %d: %d %%, loss %.3f, %,.0f examples/s, %d s left in it",
                        step.epoch(),
                        step.epochs(),
                        100 * step.step() / Math.max(1, step.steps()),
                        step.loss(),
                        step.examplesPerSecond(),
                        step.epochLeft().toSeconds()));
    }

    @Override
    public void epoch(Epoch epoch) {
        stopCheck.run();
        view.keep(
                String.format(
                        Locale.ROOT,
                        "Training  epoch %d of %d: loss %.3f, Recall@20 of validation %.1f %%, %.1f s",
                        epoch.epoch(),
                        epoch.epochs(),
                        epoch.loss(),
                        epoch.validation().recallAt20() * 100,
                        epoch.took().toMillis() / 1000.0));
    }
}
