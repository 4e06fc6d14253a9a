package dev.semsr.lab.experiment;

import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.protocol.Protocol;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What an experiment does.
 *
 * @param folder where models and results are kept
 * @param trainings where trainings are kept, which experiments on one data set share
 * @param models what takes part
 * @param seeds one training of each model a seed
 * @param protocol how the data set is split
 * @param evaluation how models are evaluated
 * @param command the command that makes the experiment again, for the report
 * @param clock tells when a run was done
 */
public record ExperimentSettings(
        Path folder,
        Path trainings,
        List<ModelPlan> models,
        List<Long> seeds,
        Protocol protocol,
        EvaluationSettings evaluation,
        String command,
        Clock clock) {

    /** Copies the lists. */
    public ExperimentSettings {
        models = List.copyOf(models);
        seeds = List.copyOf(seeds);
    }

    /** The same with other models. */
    public ExperimentSettings withModels(List<ModelPlan> newModels) {
        return new ExperimentSettings(
                folder, trainings, newModels, seeds, protocol, evaluation, command, clock);
    }

    /** The same with other seeds. */
    public ExperimentSettings withSeeds(List<Long> newSeeds) {
        return new ExperimentSettings(
                folder, trainings, models, newSeeds, protocol, evaluation, command, clock);
    }

    /** All runs: every model with the first seed, then with the second, and so on. */
    public List<RunPlan> plans() {
        List<RunPlan> plans = new ArrayList<>();
        for (long seed : seeds) {
            for (ModelPlan model : models) {
                plans.add(
                        new RunPlan(
                                model.name(), model.recipe().withSeed(seed), seed, model.text()));
            }
        }
        return plans;
    }
}
