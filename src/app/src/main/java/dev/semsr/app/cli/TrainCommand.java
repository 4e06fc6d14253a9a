package dev.semsr.app.cli;

import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.device.DeviceScorer;
import dev.semsr.model.encoder.EncodedCatalogue;
import dev.semsr.model.network.Backbone;
import dev.semsr.model.network.Variant;
import dev.semsr.model.training.Corpus;
import dev.semsr.model.training.ExportDetails;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.SemsrX;
import dev.semsr.model.training.TrainedModel;
import dev.semsr.model.training.Trainer;
import dev.semsr.model.training.TrainingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
            "Writes checkpoints, so that it can be stopped at any time: --resume goes on to the"
                    + " same result. The test part of the data set is not learned from; 'semsr"
                    + " evaluate' asks the model about it. 'semsr publish' puts the model into the"
                    + " store."
        })
final class TrainCommand implements Runnable {

    private static final String FUSED = Variant.SEMSR_F.code();

    @Parameters(
            paramLabel = "DATASET",
            description = "Folder of a data set, or its name below the home folder.")
    private String dataset;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = {
                "semsr-x: the best on every text data set, two networks and what clicks tell; base:"
                        + " behaviour alone; semsr-i: begun from text; semsr-f: fused with text;"
                        + " semsr-f+: semsr-f re-ranked by the backbone alone; consistent,"
                        + " alphafuse: see docs/models.md (semsr-x, or semsr-f if a --backbone is"
                        + " named; base where no item has a title)."
            })
    private String variant;

    @Option(
            names = "--backbone",
            paramLabel = "NAME",
            description =
                    "Session network: niser, niser+, msgat, sasrec, gru4rec, core or core-ave;"
                            + " msgat-author is for experiments only (niser). Not for semsr-x,"
                            + " which has networks of its own.")
    private String backbone;

    @Option(
            names = "--name",
            paramLabel = "MODEL",
            description = "Name of the model (default: the name of the data set).")
    private String name;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Items that semsr-f+ re-ranks (${DEFAULT-VALUE}).")
    private int depth = ModelRecipe.Reranked.DEPTH;

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

    /**
     * What is printed with {@code --json}.
     *
     * @param peakMemoryGib the most memory that the process has held; null if the system does not
     *     tell
     */
    record Result(
            String model,
            String variant,
            int epochs,
            RankMetrics validation,
            String artefact,
            boolean published,
            Double peakMemoryGib) {}

    @Override
    public void run() {
        DatasetFolder source = DatasetArgument.open(dataset, common.home());
        boolean withText = source.info().itemsWithTitle() > 0;
        ModelRecipe recipe = common.checked(() -> recipe(withText));
        Dataset data = source.load();
        String model = name == null ? data.info().name().replaceAll("[^A-Za-z0-9._-]", "-") : name;
        Split split = protocol.split(data, common);
        EncodedCatalogue text =
                recipe.learnsFromText() ? encoder.encode(data.items(), common) : null;
        Corpus corpus = text == null ? split.corpus() : split.corpus(text.vectors(), text.name());
        common.terminal()
                .note(
                        "Training %s on %,d clicks of %,d sessions, %,d items"
                                .formatted(
                                        recipe.model(),
                                        split.trainingClicks(),
                                        split.training().size(),
                                        corpus.itemIds().size()));
        TrainingFolder folder = TrainingFolder.of(common.home(), model);
        train(corpus, recipe, folder, details(model, text, split).withItems(data.items()));
    }

    private ModelRecipe recipe(boolean withText) {
        String chosen = variant != null ? variant : fitting(withText);
        if (backbone != null && chosen.equals(SemsrX.VARIANT)) {
            throw new IllegalArgumentException(
                    "semsr-x has networks of its own: leave --backbone out, or choose another"
                            + " --variant");
        }
        Backbone network = backbone == null ? Backbone.NISER : Backbone.of(backbone);
        return Recipes.of(chosen, network, depth, training, seed);
    }

    private String fitting(boolean withText) {
        if (!withText) {
            return Variant.BASE.code();
        }
        return backbone == null ? SemsrX.VARIANT : FUSED;
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
            Corpus corpus, ModelRecipe recipe, TrainingFolder folder, ExportDetails details) {
        if (folder.hasCheckpoint() && !resume) {
            common.terminal()
                    .note(
                            "Beginning afresh; --resume would go on from the checkpoint in "
                                    + folder.checkpoints());
        }
        List<TrainedModel> trained = new ArrayList<>();
        int epochs = 0;
        for (TrainingSettings settings : recipe.members()) {
            Path checkpoints = folder.checkpoints(trained.size(), recipe.members().size());
            note(settings, trained.size() + 1, recipe.members().size());
            try (ProgressLine line = common.terminal().progress()) {
                TrainingLine progress = new TrainingLine(line);
                trained.add(
                        Trainer.train(
                                corpus.seenBy(settings), settings, checkpoints, resume, progress));
                epochs += progress.epochs();
            }
        }
        Artefact artefact =
                recipe.assemble(trained).export(folder.artefact(details.version()), details);
        RankMetrics validation = validation(trained, artefact, corpus);
        if (publish) {
            artefact = new FileModelStore(common.home().models()).publish(artefact.folder());
        }
        print(validation, epochs, artefact);
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

    /** Of one network those of its training; of several those of the lists that they give. */
    private static RankMetrics validation(
            List<TrainedModel> trained, Artefact artefact, Corpus corpus) {
        if (trained.size() == 1) {
            return trained.get(0).validation();
        }
        try (DeviceScorer scorer = DeviceScorer.load(artefact)) {
            return RankMetrics.of(scorer, corpus);
        }
    }

    private void print(RankMetrics validation, int epochs, Artefact artefact) {
        String version = artefact.manifest().modelVersion();
        Double peak = PeakMemory.gib();
        if (json) {
            common.terminal()
                    .json(
                            new Result(
                                    version,
                                    artefact.manifest().fullVariant(),
                                    epochs,
                                    validation,
                                    artefact.folder().toString(),
                                    publish,
                                    peak));
            return;
        }
        common.terminal().print("%s: %s", version, Figures.text(validation));
        common.terminal().print("Written to %s", artefact.folder());
        if (peak != null) {
            common.terminal().note("The training took " + PeakMemory.text(peak));
        }
        if (!publish) {
            common.terminal()
                    .note(
                            "'semsr publish "
                                    + artefact.manifest().name()
                                    + "' puts it into the store");
        }
    }
}
