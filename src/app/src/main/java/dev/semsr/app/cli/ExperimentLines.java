package dev.semsr.app.cli;

import dev.semsr.lab.experiment.ExperimentListener;
import dev.semsr.lab.experiment.RunPlan;
import dev.semsr.lab.experiment.RunResult;
import dev.semsr.lab.progress.ProgressListener;
import dev.semsr.model.training.TrainingProgress;
import java.util.Locale;

/** Shows how an experiment goes on. */
final class ExperimentLines implements ExperimentListener, AutoCloseable {

    private final ProgressLine line;

    ExperimentLines(Terminal terminal) {
        line = terminal.progress();
    }

    @Override
    public void runBegins(RunPlan plan, int number, int of) {
        line.keep("Run %d of %d: training %s".formatted(number, of, plan.name()));
    }

    @Override
    public void runSkipped(RunResult stored, int number, int of) {
        line.keep(
                "Run %d of %d: %s was done %s"
                        .formatted(number, of, stored.name(), stored.finished()));
    }

    @Override
    public void runDone(RunResult result, int number, int of) {
        StringBuilder figures = new StringBuilder();
        result.test()
                .all()
                .at()
                .forEach(
                        at ->
                                figures.append(
                                        String.format(
                                                Locale.ROOT,
                                                ", Recall@%d %.2f %%, MRR@%d %.2f %%",
                                                at.cutoff(),
                                                at.recall() * 100,
                                                at.cutoff(),
                                                at.mrr() * 100)));
        line.keep("Run %d of %d: %s done%s".formatted(number, of, result.name(), figures));
    }

    @Override
    public TrainingProgress training() {
        return new TrainingLine(line);
    }

    @Override
    public ProgressListener evaluation() {
        return step -> line.show(step.text());
    }

    @Override
    public void close() {
        line.close();
    }
}
