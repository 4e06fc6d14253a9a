package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.FirstWeights;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingSettings;
import dev.semsr.model.training.WarmStart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Trains the networks of a model one after the other and exports the whole. */
final class ModelTraining {

    private final Plan plan;
    private final CommonOptions common;
    private final Clock clock;

    /**
     * What is trained.
     *
     * @param model name of the model
     * @param version name of the version to be made
     * @param recipe its networks and how they are trained
     * @param start the version that it begins from; null to begin from chance
     * @param halfLife of a click in the fallback lists; null for clicks that never fade
     * @param folder where checkpoints and artefact go
     * @param checkpoints where {@code resume} goes on
     * @param resume whether to go on from checkpoints
     */
    record Plan(
            String model,
            String version,
            ModelRecipe recipe,
            WarmStart start,
            Duration halfLife,
            TrainingFolder folder,
            Path checkpoints,
            boolean resume) {}

    /**
     * What was made.
     *
     * @param validation of one network that of its training; of several that of the lists that they
     *     give
     */
    record Result(Artefact artefact, RankMetrics validation, int epochs) {}

    ModelTraining(Plan plan, CommonOptions common, Clock clock) {
        this.plan = plan;
        this.common = common;
        this.clock = clock;
    }

    /** Encodes what is new in the catalogue, trains and exports. */
    Result run(Dataset data, Split split, EncoderOptions encoder) {
        EncodedCatalogue text =
                plan.recipe().learnsFromText() ? encoder.encode(data.items(), common) : null;
        Corpus corpus = text == null ? split.corpus() : split.corpus(text.vectors(), text.name());
        requireFits(corpus);
        common.terminal()
                .note(
                        "Training %s on %,d clicks of %,d sessions, %,d items%s"
                                .formatted(
                                        plan.recipe().model(),
                                        split.trainingClicks(),
                                        split.training().size(),
                                        corpus.itemIds().size(),
                                        plan.start() == null
                                                ? ""
                                                : ", from " + plan.start().version()));
        String template = text == null ? null : text.template();
        return train(corpus, details(template, split).withItems(data.items()));
    }

    private void requireFits(Corpus corpus) {
        if (plan.start() == null) {
            return;
        }
        try {
            plan.start().requireFits(plan.recipe(), corpus.encoder());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(e.getMessage(), "Nothing was trained.", e);
        }
    }

    private ExportDetails details(String template, Split split) {
        return new ExportDetails(
                        plan.model(),
                        plan.version(),
                        template,
                        split.firstTraining(),
                        split.lastTraining(),
                        Map.of(),
                        clock.instant())
                .withFallbackHalfLife(plan.halfLife());
    }

    private Result train(Corpus corpus, ExportDetails details) {
        List<TrainingSettings> members = plan.recipe().members();
        List<TrainedModel> trained = new ArrayList<>();
        int epochs = 0;
        for (TrainingSettings settings : members) {
            note(settings, trained.size() + 1, members.size());
            try (ProgressLine line = common.terminal().progress()) {
                TrainingLine progress = new TrainingLine(line);
                trained.add(network(trained.size(), corpus.seenBy(settings), settings, progress));
                epochs += progress.epochs();
            }
        }
        Artefact artefact =
                plan.recipe()
                        .assemble(trained)
                        .export(plan.folder().artefact(plan.version()), details);
        return new Result(artefact, validation(trained, artefact, corpus), epochs);
    }

    private TrainedModel network(
            int number, Corpus corpus, TrainingSettings settings, TrainingLine progress) {
        FirstWeights first = plan.start() == null ? null : plan.start().network(number);
        Path checkpoints =
                TrainingFolder.network(plan.checkpoints(), number, plan.recipe().members().size());
        return Trainer.train(corpus, settings, first, checkpoints, plan.resume(), progress);
    }

    private void note(TrainingSettings settings, int number, int of) {
        if (of > 1) {
            common.terminal()
                    .note(
                            "Network %d of %d: %s/%s"
                                    .formatted(
                                            number,
                                            of,
                                            settings.variant().code(),
                                            settings.backbone().code()));
        }
    }

    private static RankMetrics validation(
            List<TrainedModel> trained, Artefact artefact, Corpus corpus) {
        if (trained.size() == 1) {
            return trained.get(0).validation();
        }
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            return RankMetrics.of(scorer, corpus);
        }
    }
}
