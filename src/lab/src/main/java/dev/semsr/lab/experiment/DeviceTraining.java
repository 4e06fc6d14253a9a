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

/**
 * Trains with checkpoints, exports the model and loads it onto the device, so that what is
 * evaluated is what would serve. A training that another model or experiment has done on the same
 * data with the same settings is not done again.
 */
final class DeviceTraining implements Training {

    /** Where the artefact lies in the folder of a run. */
    static final String ARTEFACT = "model";

    private final DatasetInfo dataset;
    private final Split split;
    private final TextSource texts;
    private final Path trainings;
    private final Clock clock;

    /**
     * @param texts the text vectors of the data set
     * @param trainings where trainings are kept, each named after its data and settings
     */
    DeviceTraining(
            DatasetInfo dataset, Split split, TextSource texts, Path trainings, Clock clock) {
        this.dataset = dataset;
        this.split = split;
        this.texts = texts;
        this.trainings = trainings;
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
                            folderOf(settings, plan.text()),
                            true,
                            progress));
        }
        Path artefact = folder.resolve(ARTEFACT);
        ExperimentFolders.delete(artefact);
        plan.recipe().assemble(trained).export(artefact, details(plan));
        return new Trained(DeviceScorer.load(artefact), trained.get(0).validation());
    }

    private Path folderOf(TrainingSettings settings, TextChoice choice) {
        String model = settings.variant().code() + "-" + settings.backbone().code();
        ItemTexts text = settings.variant().learnsFromText() ? texts.of(choice) : null;
        return trainings.resolve(
                model
                        + "-seed"
                        + settings.seed()
                        + "-"
                        + Fingerprint.of(dataset, split, text, settings));
    }

    private ExportDetails details(RunPlan plan) {
        return new ExportDetails(
                dataset.name().replaceAll("[^A-Za-z0-9._-]", "-"),
                plan.name(),
                plan.recipe().learnsFromText() ? texts.of(plan.text()).template() : null,
                split.firstTraining(),
                split.lastTraining(),
                Map.of(),
                clock.instant());
    }
}
