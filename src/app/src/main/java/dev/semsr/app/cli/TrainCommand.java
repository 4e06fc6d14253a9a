package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingSettings;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model on a data set and exports it. */
@Command(
        name = "train",
        description = "Train a model on a data set.",
        sortOptions = false,
        footer = {
            "",
            "Writes checkpoints, so that it can be stopped at any time: --resume goes on to the same"
                    + " result. The test part of the data set is not learned from; 'semsr evaluate'"
                    + " asks the model about it. 'semsr publish' puts the model into the store."
        })
final class TrainCommand implements Runnable {

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            defaultValue = "semsr-f",
            description = "base: behaviour alone; semsr-f: fused with text (${DEFAULT-VALUE}).")
    private String variant;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            defaultValue = "niser",
            description = "Session network: niser (${DEFAULT-VALUE}).")
    private String backbone;

    @Option(
            names = "--name",
            paramLabel = "MODEL",
            description = "Name of the model (default: the name of the data set).")
    private String name;

    @Option(names = "--resume", description = "Go on where an earlier training was stopped.")
    private boolean resume;

    @Option(names = "--publish", description = "Put the model into the store when it is done.")
    private boolean publish;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of initial weights, order and dropout (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin private ProtocolOptions protocol;

    @Mixin private EncoderOptions encoder;

    @Mixin private TrainingOptions training;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private CommonOptions common;

    private final Clock clock = Clock.systemUTC();

    /** What is printed with {@code --json}. */
    record Result(
            String model,
            String variant,
            int epochs,
            RankMetrics validation,
            String artefact,
            boolean published) {}

    @Override
    public void run() {
        TrainingSettings settings = common.checked(this::settings);
        Dataset data = DatasetArgument.open(dataset, common.home()).load();
        String model = name == null ? data.info().name().replaceAll("[^A-Za-z0-9._-]", "-") : name;
        Split split = protocol.split(data, common);
        EncodedCatalogue text =
                settings.variant().learnsFromText() ? encoder.encode(data.items(), common) : null;
        Corpus corpus = text == null ? split.corpus() : split.corpus(text.vectors(), text.name());
        common.terminal()
                .note(
                        "Training %s on %,d clicks of %,d sessions, %,d items"
                                .formatted(
                                        settings.variant().code()
                                                + "/"
                                                + settings.backbone().code(),
                                        split.trainingClicks(),
                                        split.training().size(),
                                        corpus.itemIds().size()));
        TrainingFolder folder = TrainingFolder.of(common.home(), model);
        train(corpus, settings, folder, details(model, text, split));
    }

    private TrainingSettings settings() {
        return training.settings(Variant.of(variant), Backbone.of(backbone), seed);
    }

    private ExportDetails details(String model, EncodedCatalogue text, Split split) {
        return new ExportDetails(
                model,
                FileModelStore.newVersion(clock),
                text == null ? null : text.template(),
                split.firstTraining(),
                split.lastTraining(),
                Map.of(),
                clock.instant());
    }

    private void train(
            Corpus corpus,
            TrainingSettings settings,
            TrainingFolder folder,
            ExportDetails details) {
        if (folder.hasCheckpoint() && !resume) {
            common.terminal()
                    .note(
                            "Beginning afresh; --resume would go on from the checkpoint in "
                                    + folder.checkpoints());
        }
        TrainedModel model;
        int epochs;
        try (ProgressLine line = common.terminal().progress()) {
            TrainingLine progress = new TrainingLine(line);
            model = Trainer.train(corpus, settings, folder.checkpoints(), resume, progress);
            epochs = progress.epochs();
        }
        Artefact artefact = model.export(folder.artefact(details.version()), details);
        if (publish) {
            artefact = new FileModelStore(common.home().models()).publish(artefact.folder());
        }
        print(model, epochs, artefact);
    }

    private void print(TrainedModel model, int epochs, Artefact artefact) {
        String version = artefact.manifest().modelVersion();
        if (json) {
            common.terminal()
                    .json(
                            new Result(
                                    version,
                                    artefact.manifest().fullVariant(),
                                    epochs,
                                    model.validation(),
                                    artefact.folder().toString(),
                                    publish));
            return;
        }
        common.terminal().print("%s: %s", version, Figures.text(model.validation()));
        common.terminal().print("Written to %s", artefact.folder());
        if (!publish) {
            common.terminal()
                    .note(
                            "'semsr publish "
                                    + artefact.manifest().name()
                                    + "' puts it into the store");
        }
    }
}
