package dev.semsr.lab.experiment;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Trains with checkpoints, exports the model and loads it onto the device, so that what is
 * evaluated is what would serve.
 */
final class DeviceTraining implements Training {

    private final DatasetInfo dataset;
    private final Split split;
    private final String template;
    private final Clock clock;

    DeviceTraining(DatasetInfo dataset, Split split, String template, Clock clock) {
        this.dataset = dataset;
        this.split = split;
        this.template = template;
        this.clock = clock;
    }

    @Override
    public Trained train(RunPlan plan, Corpus corpus, Path folder, TrainingProgress progress) {
        TrainedModel model =
                Trainer.train(
                        corpus, plan.settings(), folder.resolve("checkpoints"), true, progress);
        Path artefact = folder.resolve("model");
        ExperimentFolders.delete(artefact);
        model.export(artefact, details(plan));
        return new Trained(DeviceScorer.load(artefact), model.validation());
    }

    private ExportDetails details(RunPlan plan) {
        return new ExportDetails(
                dataset.name().replaceAll("[^A-Za-z0-9._-]", "-"),
                plan.name(),
                plan.settings().variant().learnsFromText() ? template : null,
                split.firstTraining(),
                split.lastTraining(),
                Map.of(),
                clock.instant());
    }
}
