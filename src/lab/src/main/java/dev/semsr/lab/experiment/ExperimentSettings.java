package dev.semsr.lab.experiment;

import dev.semsr.lab.evaluation.EvaluationSettings;
import dev.semsr.lab.protocol.GlobalTimeSplit;
import dev.semsr.lab.protocol.Protocol;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What an experiment does.
 *
 * @param folder where checkpoints, models and results are kept
 * @param models settings of each model; the seed in them is replaced
 * @param seeds one training of each model a seed
 * @param protocol how the data set is split
 * @param evaluation how models are evaluated
 * @param command the command that makes the experiment again, for the report
 * @param clock tells when a run was done
 */
public record ExperimentSettings(
        Path folder,
        List<TrainingSettings> models,
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

    /** NISER and SemSR-F over NISER, seeds 1, 2 and 3, global time split. */
    public static ExperimentSettings defaults(Path folder, String command) {
        return new ExperimentSettings(
                folder,
                List.of(
                        TrainingSettings.defaults(Variant.BASE, Backbone.NISER),
                        TrainingSettings.defaults(Variant.SEMSR_F, Backbone.NISER)),
                List.of(1L, 2L, 3L),
                GlobalTimeSplit.defaults(),
                EvaluationSettings.defaults(),
                command,
                Clock.systemUTC());
    }

    /** The same with other models. */
    public ExperimentSettings withModels(List<TrainingSettings> newModels) {
        return new ExperimentSettings(
                folder, newModels, seeds, protocol, evaluation, command, clock);
    }

    /** The same with other seeds. */
    public ExperimentSettings withSeeds(List<Long> newSeeds) {
        return new ExperimentSettings(
                folder, models, newSeeds, protocol, evaluation, command, clock);
    }

    /** All runs: every model with the first seed, then with the second, and so on. */
    public List<RunPlan> plans() {
        List<RunPlan> plans = new ArrayList<>();
        for (long seed : seeds) {
            for (TrainingSettings model : models) {
                plans.add(new RunPlan(model.toBuilder().seed(seed).build()));
            }
        }
        return plans;
    }
}
