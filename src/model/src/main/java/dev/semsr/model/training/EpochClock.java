package dev.semsr.model.training;

import java.time.Duration;

/** Rate and time left of an epoch, told about once a second. */
final class EpochClock {

    private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

    private final TrainingSettings settings;
    private final int steps;
    private final int examples;
    private final long startExamples;
    private final long start = System.nanoTime();
    private long lastReport = start;

    EpochClock(TrainingPosition position, TrainingSettings settings, int steps, int examples) {
        this.settings = settings;
        this.steps = steps;
        this.examples = examples;
        this.startExamples = position.lossExamples();
    }

    void afterStep(TrainingPosition position, TrainingProgress progress) {
        long now = System.nanoTime();
        if (now - lastReport < REPORT_NANOS && position.step() < steps) {
            return;
        }
        lastReport = now;
        double rate = (position.lossExamples() - startExamples) * 1e9 / (now - start);
        double secondsLeft = (examples - position.lossExamples()) / rate;
        progress.step(
                new TrainingProgress.Step(
                        position.epoch() + 1,
                        settings.epochs(),
                        position.step(),
                        steps,
                        position.meanLoss(),
                        rate,
                        Duration.ofMillis(Math.round(secondsLeft * 1000))));
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
