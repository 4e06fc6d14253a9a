package dev.semsr.lab.experiment;

import dev.semsr.lab.dataset.DatasetInfo;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingProgress;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Trains with checkpoints, exports the model and loads it onto the device, so that what is
 * evaluated is what would serve. A training that another model or experiment has done on the same
 * data with the same settings is not done again.
 */
final class DeviceTraining implements Training {

    private final DatasetInfo dataset;
    private final Split split;
    private final String template;
    private final Path trainings;
    private final Function<TrainingSettings, String> fingerprint;
    private final Clock clock;

    /**
     * @param trainings where trainings are kept
     * @param fingerprint tells trainings on other data or with other settings apart
     */
    DeviceTraining(
            DatasetInfo dataset,
            Split split,
            String template,
            Path trainings,
            Function<TrainingSettings, String> fingerprint,
            Clock clock) {
        this.dataset = dataset;
        this.split = split;
        this.template = template;
        this.trainings = trainings;
        this.fingerprint = fingerprint;
        this.clock = clock;
    }

    @Override
    public Trained train(RunPlan plan, Corpus corpus, Path folder, TrainingProgress progress) {
        List<TrainedModel> trained = new ArrayList<>();
        for (TrainingSettings settings : plan.recipe().members()) {
            trained.add(
                    Trainer.train(
                            corpus.seenBy(settings),
                            settings,
                            folderOf(settings),
                            true,
                            progress));
        }
        Path artefact = folder.resolve("model");
        ExperimentFolders.delete(artefact);
        plan.recipe().assemble(trained).export(artefact, details(plan));
        return new Trained(DeviceScorer.load(artefact), trained.get(0).validation());
    }

    private Path folderOf(TrainingSettings settings) {
        String model = settings.variant().code() + "-" + settings.backbone().code();
        return trainings.resolve(
                model + "-seed" + settings.seed() + "-" + fingerprint.apply(settings));
    }

    private ExportDetails details(RunPlan plan) {
        return new ExportDetails(
                dataset.name().replaceAll("[^A-Za-z0-9._-]", "-"),
                plan.name(),
                plan.recipe().learnsFromText() ? template : null,
                split.firstTraining(),
                split.lastTraining(),
                Map.of(),
                clock.instant());
    }
}
