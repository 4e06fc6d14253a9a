package dev.semsr.app.cli;

import dev.semsr.lab.archive.ArchiveStorage;
import dev.semsr.lab.dataset.Dataset;
import dev.semsr.lab.dataset.DatasetFolder;
import dev.semsr.lab.protocol.Split;
import dev.semsr.model.artefact.Artefact;
import dev.semsr.model.artefact.FileModelStore;
import dev.semsr.model.training.ModelRecipe;
import dev.semsr.model.training.RankMetrics;
import dev.semsr.model.training.WarmStart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model on a data set, or on the archive of live sessions, and exports it. */
@Command(
        name = "train",
        description = "Train a model on a data set, or on the archive of live sessions.",
        sortOptions = false,
        footer = {
            "",
            "Writes checkpoints, so that it can be stopped at any time: --resume goes on to the same"
                    + " result. The test part of the data set is not learned from; 'semsr evaluate'"
                    + " asks the model about it. 'semsr publish' puts the model into the store.",
            "With --from-archive the archive is imported first, as the data set DATASET;"
                    + " --resume goes on with what was imported. The options of Kafka are for"
                    + " --items-topic."
        })
final class TrainCommand implements Runnable {

    private static final String ARCHIVE = "archive";

    @Parameters(
            paramLabel = "DATASET",
            arity = "0..1",
            description =
                    "Folder of a data set, or its name below the home folder; with --from-archive"
                            + " the name of the one to make (archive).")
    private String dataset;

    @Option(
            names = "--from-archive",
            paramLabel = "FOLDER|URI",
            arity = "0..1",
            fallbackValue = "",
            description =
                    "Learn from what 'semsr jobs archive' has written: " + ArchiveArgument.FORMS)
    private String fromArchive;

    @Mixin private ArchiveWindowOptions archive;

    @Mixin private KafkaOptions kafka;

    @Option(
            names = "--warm-start",
            paramLabel = "VERSION",
            description =
                    "Begin with the weights of a published version: VERSION of the same model,"
                            + " NAME/VERSION, latest, or the folder of an artefact.")
    private String warmStart;

    @Mixin private RecipeOptions recipes;

    @Option(
            names = "--name",
            paramLabel = "MODEL",
            description = "Name of the model (default: the name of the data set).")
    private String name;

    @Mixin private FallbackOptions fallback;

    @Option(names = "--resume", description = "Go on where an earlier training was stopped.")
    private boolean resume;

    @Option(names = "--publish", description = "Put the model into the store when it is done.")
    private boolean publish;

    @Mixin private ProtocolOptions protocol;

    @Mixin private EncoderOptions encoder;

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
        common.checked(this::checkedSource);
        common.checked(() -> warmStart != null ? null : recipes.recipe(null, true));
        DatasetFolder source = data();
        boolean withText = source.info().itemsWithTitle() > 0;
        Dataset data = source.load();
        String model = name == null ? data.info().name().replaceAll("[^A-Za-z0-9._-]", "-") : name;
        FileModelStore store = new FileModelStore(common.home().models());
        WarmStart start =
                warmStart == null ? null : WarmStartArgument.open(warmStart, model, store);
        ModelRecipe recipe = common.checked(() -> recipes.recipe(start, withText));
        Split split = protocol.split(data, common);
        ModelTraining.Plan plan = plan(model, recipe, start);
        note(plan.folder());
        ModelTraining.Result trained =
                new ModelTraining(plan, common, clock).run(data, split, encoder);
        print(trained, publish ? store.publish(trained.artefact().folder()) : trained.artefact());
    }

    private Void checkedSource() {
        if (dataset == null && fromArchive == null) {
            throw new IllegalArgumentException("Name a DATASET, or learn --from-archive");
        }
        return null;
    }

    /** The data set to learn from, imported from the archive if it is to be. */
    private DatasetFolder data() {
        if (fromArchive == null) {
            return DatasetArgument.open(dataset, common.home());
        }
        Path target = common.home().datasets().resolve(dataset == null ? ARCHIVE : dataset);
        if (resume && DatasetFolder.exists(target)) {
            return DatasetFolder.open(target);
        }
        ArchiveStorage storage = ArchiveArgument.of(fromArchive, common.home());
        new ArchiveImport(common).run(archive.source(storage, null, kafka, common), target);
        return DatasetFolder.open(target);
    }

    private ModelTraining.Plan plan(String model, ModelRecipe recipe, WarmStart start) {
        TrainingFolder folder = TrainingFolder.of(common.home(), model);
        Duration halfLife = fallback.halfLife(fromArchive != null);
        return new ModelTraining.Plan(
                model,
                folder.newVersion(clock),
                recipe,
                start,
                halfLife,
                folder,
                folder.checkpoints(),
                resume);
    }

    private void note(TrainingFolder folder) {
        if (folder.hasCheckpoint() && !resume) {
            common.terminal()
                    .note(
                            "Beginning afresh; --resume would go on from the checkpoint in "
                                    + folder.checkpoints());
        }
    }

    private void print(ModelTraining.Result trained, Artefact artefact) {
        String version = artefact.manifest().modelVersion();
        Double peak = PeakMemory.gib();
        if (json) {
            common.terminal()
                    .json(
                            new Result(
                                    version,
                                    artefact.manifest().fullVariant(),
                                    trained.epochs(),
                                    trained.validation(),
                                    artefact.folder().toString(),
                                    publish,
                                    peak));
            return;
        }
        common.terminal().print("%s: %s", version, Figures.text(trained.validation()));
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
